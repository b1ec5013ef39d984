#include "cli/showverb.h"

#include "check/prospect.h"
#include "report/json.h"
#include "report/text.h"
#include "session/sessionfile.h"

#include <QCoreApplication>

namespace wirewise::cli {

namespace {

constexpr Option showOptionTable[] = {
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
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
    QList<report::Checked> results;
    bool first = true;
    for (const session::SessionContent &content : *contents) {
        if (!content.complete)
            console().complain(content.damage);
        const report::Checked checked{content.observation, content.diagnosis};
        if (arguments.has("json")) {
            results.append(checked);
            continue;
        }
        if (!first)
            console().line({});
        first = false;
        console().line(
            tr("Checked on %1 by %2.")
                .arg(content.info.startedAt.toLocalTime().toString(Qt::ISODate), content.info.writtenBy));
        console().print(
            report::toText(checked, {console().colour, console().width, arguments.has("verbose")}, secrets));
        for (const observation::ConnectionMark &mark : content.connections)
            console().line(connectionLine(mark));
    }
    if (arguments.has("json"))
        console().out->write(report::jsonDocument(results, secrets));
    Q_EMIT finished(ExitStatus::Works);
}

} // namespace wirewise::cli
