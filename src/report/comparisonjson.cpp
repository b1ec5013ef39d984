#include "report/comparison.h"

#include <QJsonArray>

namespace wirewise::report {

using comparison::Difference;
using comparison::Place;
using comparison::Side;
using comparison::Weight;

namespace {

constexpr int SchemaVersion = 1;

QJsonObject sideToJson(const QString &name, const Side &side)
{
    const auto &endpoint = side.shown.endpoint.endpoint;
    return {
        {QStringLiteral("name"), name},
        {QStringLiteral("url"), endpoint ? endpoint->url() : side.shown.typed},
        {QStringLiteral("startedAt"), side.observation.startedAt.toUTC().toString(Qt::ISODate)},
        {QStringLiteral("verdict"), QString::fromUtf8(toString(side.diagnosis.verdict))},
        {QStringLiteral("summary"), side.diagnosis.summary()},
        {QStringLiteral("finding"), side.diagnosis.findings.isEmpty()
                                        ? QJsonValue()
                                        : QJsonValue(QString::fromUtf8(side.diagnosis.primary().id))},
    };
}

QJsonValue placeToJson(const std::optional<Place> &place)
{
    if (!place)
        return {};
    const bool isSent = place->direction == wire::Direction::Sent;
    return QJsonObject{
        {QStringLiteral("probe"), QString::fromUtf8(place->probe)},
        {QStringLiteral("direction"), isSent ? QStringLiteral("sent") : QStringLiteral("received")},
        {QStringLiteral("offset"), place->range.offset},
        {QStringLiteral("length"), place->range.length},
    };
}

QJsonObject differenceToJson(const Difference &difference)
{
    return {
        {QStringLiteral("id"), QString::fromUtf8(difference.id)},
        {QStringLiteral("weight"), QString::fromUtf8(toString(difference.weight))},
        {QStringLiteral("layer"), QString::fromUtf8(toString(difference.layer))},
        {QStringLiteral("title"), difference.title},
        {QStringLiteral("left"), difference.left},
        {QStringLiteral("right"), difference.right},
        {QStringLiteral("tells"), difference.tells},
        {QStringLiteral("evidence"),
         QJsonObject{{QStringLiteral("left"), placeToJson(difference.leftPlace)},
                     {QStringLiteral("right"), placeToJson(difference.rightPlace)}}},
    };
}

} // namespace

QJsonObject toJson(const SideBySide &compared)
{
    const comparison::Comparison &found = compared.comparison;
    QJsonArray differences;
    for (const Difference &difference : found.differences)
        differences.append(differenceToJson(difference));
    const QJsonObject counts{
        {QStringLiteral("explains"), found.count(Weight::Explains)},
        {QStringLiteral("setting"), found.count(Weight::Setting)},
        {QStringLiteral("expected"), found.count(Weight::Expected)},
    };
    return {
        {QStringLiteral("left"), sideToJson(found.leftName, compared.left)},
        {QStringLiteral("right"), sideToJson(found.rightName, compared.right)},
        {QStringLiteral("outcomeDiffers"), found.outcomeDiffers},
        {QStringLiteral("sentence"), found.sentence},
        {QStringLiteral("counts"), counts},
        {QStringLiteral("differences"), differences},
    };
}

QByteArray jsonDocument(const SideBySide &compared)
{
    return jsonText({{QStringLiteral("wirewise"), QStringLiteral(WIREWISE_VERSION)},
                     {QStringLiteral("schema"), SchemaVersion},
                     {QStringLiteral("comparison"), toJson(compared)}}) +
           '\n';
}

} // namespace wirewise::report
