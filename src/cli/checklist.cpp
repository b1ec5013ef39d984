#include "cli/checklist.h"

#include "observation/redaction.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CheckVerb)
};

/// More than these are told by --list only.
constexpr qsizetype ToldInFull = 10;

QString addressOf(const check::BatchItem &item, report::Secrets secrets)
{
    observation::Observation observation;
    observation.typed = item.typed;
    observation.endpoint = observation::parseEndpoint(item.typed);
    observation.settings = item.settings;
    if (secrets == report::Secrets::Masked)
        return observation::maskedAddress(observation);
    return observation.endpoint.endpoint ? observation.endpoint.endpoint->url() : item.typed;
}

QString nameOf(const ItemOrigin &origin)
{
    if (origin.environment.isEmpty())
        return origin.endpoint.isEmpty() ? origin.what : origin.endpoint;
    return Texts::tr("%1 in %2").arg(origin.endpoint, origin.environment);
}

QString shown(const QString &text)
{
    return observation::printable(text.toUtf8());
}

QJsonObject documentOf(const CheckItems &items, const QList<imports::PassedOver> &passedOver,
                       report::Secrets secrets)
{
    QJsonArray endpoints;
    for (qsizetype i = 0; i < items.items.size(); ++i) {
        const ItemOrigin &origin = items.origins.at(i);
        QJsonObject one{{QStringLiteral("url"), addressOf(items.items.at(i), secrets)}};
        if (const QString name = nameOf(origin); !name.isEmpty())
            one.insert(QStringLiteral("name"), name);
        if (origin.keptCheck > 0)
            one.insert(QStringLiteral("checked"), true);
        if (origin.withheld)
            one.insert(QStringLiteral("without_credentials"), true);
        endpoints.append(one);
    }
    QJsonArray others;
    for (const imports::PassedOver &one : passedOver)
        others.append(QJsonObject{{QStringLiteral("what"), one.what}, {QStringLiteral("why"), one.why}});
    return {{QStringLiteral("title"), items.title},
            {QStringLiteral("endpoints"), endpoints},
            {QStringLiteral("passed_over"), others}};
}

} // namespace

void listItems(const CheckItems &items, const QList<imports::PassedOver> &passedOver, const ListStyle &style,
               const Console &console)
{
    if (style.json) {
        console.out->write(report::jsonText(documentOf(items, passedOver, style.secrets)) + '\n');
        return;
    }
    for (qsizetype i = 0; i < items.items.size(); ++i) {
        const ItemOrigin &origin = items.origins.at(i);
        QString line = shown(addressOf(items.items.at(i), style.secrets));
        if (const QString name = nameOf(origin); !name.isEmpty())
            line += QString(QLatin1String("  ") % shown(name));
        if (origin.keptCheck > 0)
            line += QString(QLatin1String("  ") % Texts::tr("(checked already)"));
        if (origin.withheld)
            line += QString(QLatin1String("  ") % Texts::tr("(without the credentials of the command line)"));
        console.line(line);
    }
    if (!passedOver.isEmpty())
        console.line(QLatin1Char('\n') % Texts::tr("Not checked:"));
    for (const imports::PassedOver &one : passedOver)
        console.line(QString(QLatin1String("  ") % shown(one.what) % QLatin1String(": ") % shown(one.why)));
    const qsizetype left = items.left().size();
    console.line(QLatin1Char('\n') % (left == 1 ? Texts::tr("One endpoint would be checked.")
                                                : Texts::tr("%1 endpoints would be checked.").arg(left)));
}

void tellPassedOver(const QList<imports::PassedOver> &passedOver, const Console &console)
{
    const QList<imports::PassedOver> told = passedOver.mid(0, ToldInFull);
    for (const imports::PassedOver &one : told)
        console.complain(Texts::tr("Not checked: %1: %2").arg(one.what, one.why));
    if (passedOver.size() > told.size())
        console.complain(
            Texts::tr("%1 more are not checked; --list names them.").arg(passedOver.size() - told.size()));
}

} // namespace wirewise::cli
