#include "cli/endpointsverb.h"

#include "cli/savedendpoints.h"
#include "endpoints/filledendpoint.h"
#include "report/json.h"

#include <QJsonArray>
#include <QJsonObject>

namespace wirewise::cli {

namespace {

constexpr Option optionTable[] = {
    {"endpoints", "FOLDER",
     QT_TRANSLATE_NOOP("Options", "where endpoints and environments are saved; default: the variable "
                                  "WIREWISE_ENDPOINTS, else the folder of the window")},
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
};

QStringList texts(const QList<QByteArray> &names)
{
    QStringList list;
    for (const QByteArray &name : names)
        list.append(QString::fromUtf8(name));
    return list;
}

QStringList variableNames(const endpoints::Environment &environment)
{
    QStringList names;
    const endpoints::FieldList variables = environment.variables();
    for (const auto &[name, value] : variables)
        names.append(QString::fromUtf8(name));
    return names;
}

QByteArray document(const endpoints::Folder &folder, const endpoints::FolderContent &content)
{
    QJsonArray listed;
    for (const endpoints::SavedEndpoint &endpoint : content.endpoints)
        listed.append(
            QJsonObject{{QStringLiteral("name"), endpoint.name()},
                        {QStringLiteral("address"), QString::fromUtf8(endpoint.address())},
                        {QStringLiteral("variables"),
                         QJsonArray::fromStringList(texts(endpoints::variablesOf(endpoint)))},
                        {QStringLiteral("secrets"), QJsonArray::fromStringList(texts(endpoint.secrets()))}});
    QJsonArray environments;
    for (const endpoints::Environment &environment : content.environments)
        environments.append(QJsonObject{
            {QStringLiteral("name"), environment.name()},
            {QStringLiteral("variables"), QJsonArray::fromStringList(variableNames(environment))},
            {QStringLiteral("secrets"), QJsonArray::fromStringList(texts(environment.secrets()))}});
    return report::jsonText({{QStringLiteral("folder"), folder.path()},
                             {QStringLiteral("endpoints"), listed},
                             {QStringLiteral("environments"), environments}}) +
           '\n';
}

QString shown(const QString &text)
{
    return observation::printable(text.toUtf8());
}

} // namespace

std::span<const Option> EndpointsVerb::options()
{
    return optionTable;
}

void EndpointsVerb::run(const Arguments &arguments)
{
    if (!arguments.positional().isEmpty())
        return refuse(tr("%1 is not expected here. --endpoints FOLDER names the folder.")
                          .arg(arguments.positional().constFirst()));
    const endpoints::Folder folder = endpointsFolder(arguments);
    const endpoints::FolderContent content = folder.read();
    for (const endpoints::Problem &problem : content.problems)
        console().complain(problem.sentence());
    for (const endpoints::SavedEndpoint &endpoint : content.endpoints) {
        for (const QString &remark : endpoint.remarks())
            console().complain(remark);
    }
    if (arguments.has("json")) {
        console().out->write(document(folder, content));
    } else {
        if (content.endpoints.isEmpty())
            console().line(tr("No endpoint is saved in %1. Save one from the window, or write a file "
                              "NAME.endpoint there with a line \"address = wss://…\".")
                               .arg(shown(folder.path())));
        for (const endpoints::SavedEndpoint &endpoint : content.endpoints)
            console().line(shown(endpoint.name()) + QLatin1String("  ") +
                           shown(QString::fromUtf8(endpoint.address())));
        if (!content.environments.isEmpty())
            console().line({});
        for (const endpoints::Environment &environment : content.environments) {
            QStringList names = variableNames(environment);
            for (const QString &secret : texts(environment.secrets()))
                names.append(tr("%1 (secret)").arg(secret));
            console().line(
                tr("environment %1: %2").arg(shown(environment.name()), names.join(QLatin1String(", "))));
        }
    }
    Q_EMIT finished(content.problems.isEmpty() ? ExitStatus::Works : ExitStatus::BadUsage);
}

} // namespace wirewise::cli
