#include "cli/showverb.h"

#include "check/prospect.h"
#include "diagnosis/diagnose.h"
#include "report/json.h"
#include "report/text.h"
#include "report/watch.h"
#include "session/sessionfile.h"
#include "session/watchlog.h"

#include <QCoreApplication>

namespace wirewise::cli {

namespace {

constexpr Option showOptionTable[] = {
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
    {"judge-again", nullptr,
     QT_TRANSLATE_NOOP("Options", "what the rules of this version say of it, below the verdict of that day")},
    {"verbose", nullptr, QT_TRANSLATE_NOOP("Options", "print every exchange byte for byte")},
    {"keep-secrets", nullptr, QT_TRANSLATE_NOOP("Options", "do not mask credentials in what is printed")},
};

/// "Connection 2: from message 13, opened after 42.1 s. The server closed with 1012, Service Restart."
QString connectionLine(const observation::ConnectionMark &mark)
{
    const double seconds = static_cast<double>(mark.openedAt.count()) / 1e6;
    const QString opened = ShowVerb::tr("Connection %1: from message %2, opened after %3 s.")
                               .arg(mark.number)
                               .arg(mark.firstMessage)
                               .arg(seconds, 0, 'f', 1);
    return mark.ended ? QString(opened % QLatin1Char(' ') % check::prospectAfter(*mark.ended).why) : opened;
}

/// The course of a watch, as it was told while it went on; empty for any other session.
QString courseOf(const QString &path, const report::TextStyle &style)
{
    const auto watch = session::WatchLog::read(path);
    if (!watch || !*watch)
        return {};
    const session::WatchContent &content = **watch;
    QString text = ShowVerb::tr("Watched every %1; whole checks stand below.")
                       .arg(diagnosis::spanWords(content.facts.every)) %
                   QLatin1Char('\n');
    QDate day; // lines have the time alone, and a watch may go on for days
    for (const session::WatchEntry &entry : content.entries) {
        const QDate begun = QDateTime::fromMSecsSinceEpoch(entry.event.at.count()).date();
        if (begun != day)
            text += begun.toString(Qt::ISODate) % QLatin1Char('\n');
        day = begun;
        const report::WatchedEvent told{entry.endpoint, content.facts.urls.value(entry.endpoint),
                                        entry.event};
        text += report::toText(told, style, content.facts.urls.size() > 1);
    }
    return text % QLatin1Char('\n');
}

/// The same case by the rules of this version.
report::Checked judgedAgain(const report::Checked &then)
{
    return {then.observation, diagnosis::diagnose(then.observation)};
}

bool isSameVerdict(const diagnosis::Diagnosis &a, const diagnosis::Diagnosis &b)
{
    return a.verdict == b.verdict && !a.findings.isEmpty() && !b.findings.isEmpty() &&
           a.primary().id == b.primary().id;
}

/// RESULT of that day; judged_again holds what today's rules say instead.
QByteArray resultOf(const report::Checked &then, bool again, report::Secrets secrets)
{
    QJsonObject result = report::toJson(then, secrets);
    if (again) {
        const QJsonObject now = report::toJson(judgedAgain(then), secrets);
        QJsonObject judgement{{QStringLiteral("by"), QStringLiteral("Wirewise " WIREWISE_VERSION)}};
        for (const char *name : {"verdict", "summary", "findings"})
            judgement.insert(QLatin1String(name), now.value(QLatin1String(name)));
        result.insert(QStringLiteral("judged_again"), judgement);
    }
    return report::jsonText(result);
}

} // namespace

std::span<const Option> ShowVerb::options()
{
    return showOptionTable;
}

void ShowVerb::run(const Arguments &arguments)
{
    if (arguments.positional().size() != 1)
        return refuse(tr("One session file was expected: wirewise-cli show FILE.wirewise"));
    const auto contents = session::SessionFile::readAll(arguments.positional().constFirst());
    if (!contents)
        return refuse(contents.error().text);
    const auto secrets = arguments.has("keep-secrets") ? report::Secrets::Kept : report::Secrets::Masked;
    const bool again = arguments.has("judge-again");
    const report::TextStyle style{console().colour, console().width, arguments.has("verbose")};
    QByteArrayList results;
    if (!arguments.has("json"))
        console().print(courseOf(arguments.positional().constFirst(), style));
    bool first = true;
    for (const session::SessionContent &content : *contents) {
        if (!content.complete)
            console().complain(content.damage);
        const report::Checked checked{content.observation, content.diagnosis};
        if (arguments.has("json")) {
            results.append(resultOf(checked, again, secrets));
            continue;
        }
        if (!first)
            console().line({});
        first = false;
        console().line(
            tr("Checked on %1 by %2.")
                .arg(content.info.startedAt.toLocalTime().toString(Qt::ISODate), content.info.writtenBy));
        console().print(report::toText(checked, style, secrets));
        for (const observation::ConnectionMark &mark : content.connections)
            console().line(connectionLine(mark));
        if (again) {
            const report::Checked now = judgedAgain(checked);
            console().line({});
            console().line(isSameVerdict(checked.diagnosis, now.diagnosis)
                               ? tr("Judged again by Wirewise %1: the same verdict.")
                                     .arg(QLatin1String(WIREWISE_VERSION))
                               : tr("Judged again by Wirewise %1: another verdict.")
                                     .arg(QLatin1String(WIREWISE_VERSION)));
            console().print(report::toShortText(now, style, secrets));
        }
    }
    if (arguments.has("json"))
        console().out->write(report::jsonHead() + results.join(report::jsonSeparator()) + report::jsonTail());
    Q_EMIT finished(ExitStatus::Works);
}

} // namespace wirewise::cli
