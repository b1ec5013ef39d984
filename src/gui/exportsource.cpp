#include "gui/exportsource.h"

#include "gui/checksession.h"

#include <QRegularExpression>

namespace wirewise::gui {

namespace {
constexpr qsizetype LongestName = 80;
}

ExportSource ExportSource::of(CheckSession &session)
{
    ExportSource source;
    source.content.checked.observation = session.observation();
    if (session.diagnosis())
        source.content.checked.diagnosis = *session.diagnosis();
    source.content.name = session.info().name;
    source.content.notes = session.info().notes;
    source.content.writtenBy = session.info().writtenBy;
    source.content.connections = session.connections();
    source.content.messageCount = session.messages().count();
    source.path = session.path();
    return source;
}

ExportSource ExportSource::of(const session::SessionContent &content)
{
    ExportSource source;
    source.content.checked = {content.observation, content.diagnosis};
    source.content.name = content.info.name;
    source.content.notes = content.info.notes;
    source.content.writtenBy = content.info.writtenBy;
    source.content.connections = content.connections;
    source.content.messageCount = content.info.messages;
    source.path = content.info.path;
    return source;
}

QString ExportSource::fileName(bool withHost) const
{
    const observation::Observation &observation = content.checked.observation;
    QString name = QStringLiteral("wirewise-");
    if (withHost && observation.endpoint.endpoint)
        name += QString::fromLatin1(observation.endpoint.endpoint->host) + QLatin1Char('-');
    name += observation.startedAt.date().toString(Qt::ISODate);
    static const QRegularExpression unfit(QStringLiteral("[^A-Za-z0-9._-]+"));
    name.replace(unfit, QStringLiteral("-"));
    return name.size() <= LongestName ? name : name.left(LongestName);
}

} // namespace wirewise::gui
