#include "cli/importverb.h"

#include "cli/pastedtexts.h"
#include "import/k6summary.h"
#include "observation/redaction.h"
#include "report/load.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace wirewise::cli {

namespace {

constexpr Option importOptionTable[] = {
    {"list", nullptr, QT_TRANSLATE_NOOP("Options", "only say which requests the file holds")},
    {"entry", "N",
     QT_TRANSLATE_NOOP("Options", "make a session of that request of the list; may be given again. Without "
                                  "it, of every WebSocket"),
     true},
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "of a summary of k6: one JSON document, as load --json writes it")},
    {"output", "FILE",
     QT_TRANSLATE_NOOP("Options", "the session file; the default is the name of the HAR with .wirewise. "
                                  "Several get -2, -3 in front of the suffix")},
};

} // namespace

std::span<const Option> ImportVerb::options()
{
    return importOptionTable;
}

void ImportVerb::run(const Arguments &arguments)
{
    if (arguments.positional().size() != 1)
        return refuse(tr("One file was expected, a HAR or a summary of k6: wirewise-cli import FILE.har"));
    const QString path = arguments.positional().constFirst();
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return refuse(tr("%1 cannot be read: %2.")
                          .arg(path, QFileInfo(path).isDir() ? tr("it is a folder") : file.errorString()));
    if (imports::looksLikeK6Summary(&file))
        return showLoad(&file, QFileInfo(path).fileName(), arguments.has("json"));
    const imports::HarListing listing = imports::listHar(&file);
    if (!listing.error.isEmpty())
        console().complain(QString(QFileInfo(path).fileName() % QLatin1String(": ") % listing.error));
    tellParts(listing.left, console(), true);
    if (listing.entries.isEmpty())
        return refuse(tr("Nothing was imported: %1 holds no whole request.").arg(QFileInfo(path).fileName()));
    if (arguments.has("list")) {
        list(listing);
        Q_EMIT finished(ExitStatus::Works);
        return;
    }
    if (!chooseGroups(arguments, listing))
        return;
    const QFileInfo har(path);
    const QString usual =
        QString(har.path() % QLatin1Char('/') % har.completeBaseName() % QLatin1String(".wirewise"));
    makeSessions(path, listing, arguments.has("output") ? arguments.value("output") : usual);
}

/// A load test that was run elsewhere, in the same words as one of ours.
void ImportVerb::showLoad(QIODevice *summary, const QString &name, bool json)
{
    const imports::K6Summary read = imports::readK6Summary(summary);
    if (!read.error.isEmpty())
        return refuse(QString(name % QLatin1String(": ") % read.error));
    if (json)
        console().out->write(report::jsonDocument(read.test));
    else
        console().print(report::toText(read.test, {console().colour, console().width, false}));
    for (const QString &remark : read.remarks)
        console().err->write((remark + QLatin1Char('\n')).toUtf8());
    Q_EMIT finished(read.test.missedShare() > 0 ? ExitStatus::Fails : ExitStatus::Works);
}

/// "  3  101  websocket  12 messages  ws://…"
void ImportVerb::list(const imports::HarListing &listing) const
{
    if (!listing.creator.isEmpty())
        console().line(tr("Written by %1.").arg(observation::printable(listing.creator.toUtf8())));
    for (const imports::HarEntry &entry : listing.entries) {
        const QString status = entry.status > 0 ? QString::number(entry.status) : QStringLiteral("-");
        QString line =
            QStringLiteral("%1  %2  %3  ")
                .arg(entry.index + 1, 4)
                .arg(status, 3)
                .arg(entry.isWebSocket() ? tr("websocket") : observation::printable(entry.method, 9), -9);
        const QString url = observation::maskedUrl(QString::fromUtf8(entry.url));
        line += observation::printable(url.toUtf8(), 200);
        if (entry.messages > 0)
            line += QString(QLatin1String("  ") % tr("messages: %L1").arg(entry.messages));
        if (!entry.networkError.isEmpty())
            line += QString(QLatin1String("  ") % observation::printable(entry.networkError, 120));
        console().line(line);
    }
}

bool ImportVerb::chooseGroups(const Arguments &arguments, const imports::HarListing &listing)
{
    for (const QString &text : arguments.values("entry")) {
        bool isNumber = false;
        const qsizetype number = text.toLongLong(&isNumber);
        if (!isNumber || number < 1 || number > listing.entries.size()) {
            refuse(tr("--entry %1: a number from 1 to %2 was expected; --list shows them.")
                       .arg(text)
                       .arg(listing.entries.size()));
            return false;
        }
        m_groups.append(imports::HarGroup{number - 1});
    }
    if (m_groups.isEmpty())
        m_groups = imports::sessionGroups(listing);
    if (!m_groups.isEmpty())
        return true;
    refuse(tr("The HAR holds no WebSocket. Choose a request with --entry N (--list shows them), or check its "
              "address: wirewise-cli check --file FILE.har."));
    return false;
}

void ImportVerb::makeSessions(const QString &harPath, const imports::HarListing &listing,
                              const QString &output)
{
    bool allMade = true;
    for (qsizetype i = 0; i < m_groups.size() && !m_stopped; ++i) {
        const QString path = m_groups.size() == 1 ? output : numbered(output, i + 1);
        const auto progress = [this](double) {
            QCoreApplication::processEvents(); // Ctrl+C
            return !m_stopped;
        };
        const auto made = imports::makeSession(harPath, listing, m_groups.at(i), path, progress);
        if (!made) {
            console().complain(made.error().text);
            allMade = false;
            continue;
        }
        console().line(tr("%1: %2").arg(observation::printable(path.toUtf8()),
                                        observation::printable(made->url.toUtf8(), 200)));
        console().line(QString(QLatin1String("  ") % observation::printable(made->summary.toUtf8())));
        if (made->messages > 0)
            console().line(QString(QLatin1String("  ") % tr("Messages: %L1.").arg(made->messages)));
        for (const QString &remark : made->remarks)
            console().line(QString(QLatin1String("  ") % observation::printable(remark.toUtf8())));
    }
    Q_EMIT finished(allMade && !m_stopped ? ExitStatus::Works : ExitStatus::BadUsage);
}

/// "a.wirewise" first, then "a-2.wirewise"
QString ImportVerb::numbered(const QString &path, qsizetype number)
{
    if (number == 1)
        return path;
    const QLatin1String suffix(".wirewise");
    const QString stem = path.endsWith(suffix) ? path.chopped(suffix.size()) : path;
    return QString(stem % QLatin1Char('-') % QString::number(number) % suffix);
}

} // namespace wirewise::cli
