#include "cli/savedendpoints.h"

#include "cli/checkoptions.h"
#include "endpoints/filledendpoint.h"
#include "endpoints/names.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace wirewise::cli {

namespace {

using endpoints::Environment;
using endpoints::FilledEndpoint;
using endpoints::FolderContent;
using endpoints::SavedEndpoint;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CommandLine)
};

constexpr Option optionTable[] = {
    {"endpoint", "NAME",
     QT_TRANSLATE_NOOP("Options", "a saved endpoint instead of a URL; may be given again"), true},
    {"environment", "NAME", QT_TRANSLATE_NOOP("Options", "the environment that gives its variables values")},
    {"all-environments", nullptr,
     QT_TRANSLATE_NOOP("Options", "check it in every environment, one after the other in the results")},
    {"endpoints", "FOLDER",
     QT_TRANSLATE_NOOP("Options", "where endpoints and environments are saved; default: the variable "
                                  "WIREWISE_ENDPOINTS, else the folder of the window")},
    {"set", "NAME=VALUE",
     QT_TRANSLATE_NOOP("Options", "a value for {{NAME}}, before those of the environment; may be given "
                                  "again. Secrets come from WIREWISE_SECRET_NAME"),
     true},
};

QString namesOf(const auto &list)
{
    QStringList names;
    for (const auto &one : list)
        names.append(one.name());
    return names.isEmpty() ? Texts::tr("none") : names.join(QLatin1String(", "));
}

tl::unexpected<QString> wrong(const QString &sentence)
{
    return tl::make_unexpected(sentence);
}

tl::expected<endpoints::FieldList, QString> givenValues(const Arguments &arguments)
{
    endpoints::FieldList given;
    const QStringList texts = arguments.values("set");
    for (const QString &text : texts) {
        const QByteArray bytes = text.toUtf8();
        const qsizetype equals = bytes.indexOf('=');
        if (equals <= 0 || !endpoints::isVariableName(bytes.first(equals)))
            return wrong(Texts::tr("--set %1: NAME=VALUE was expected, for example room=4.")
                             .arg(text.section(QLatin1Char('='), 0, 0)));
        given.append({bytes.first(equals), bytes.sliced(equals + 1)});
    }
    return given;
}

/// Null for no environment.
tl::expected<QList<const Environment *>, QString>
chosenEnvironments(const Arguments &arguments, const FolderContent &content, const endpoints::Folder &folder)
{
    QList<const Environment *> chosen;
    if (arguments.has("all-environments") && arguments.has("environment"))
        return wrong(Texts::tr("--environment and --all-environments exclude each other."));
    if (arguments.has("all-environments")) {
        for (const Environment &environment : content.environments)
            chosen.append(&environment);
        if (chosen.isEmpty())
            return wrong(Texts::tr("--all-environments: %1 holds no environment. A file "
                                   "environments/NAME.environment was expected there.")
                             .arg(folder.path()));
        return chosen;
    }
    if (!arguments.has("environment"))
        return QList<const Environment *>{nullptr};
    const QString name = arguments.value("environment");
    if (const Environment *environment = content.environment(name))
        return QList<const Environment *>{environment};
    return wrong(Texts::tr("--environment %1 is not in %2. There are: %3.")
                     .arg(name, folder.path(), namesOf(content.environments)));
}

std::optional<QByteArray> secretFromEnvironment(const QByteArray &name, const QString &environment)
{
    for (const QByteArray &variable : {secretVariable(name, environment), secretVariable(name)}) {
        if (qEnvironmentVariableIsSet(variable.constData()))
            return qgetenv(variable.constData());
    }
    return {};
}

/// Why a filled endpoint cannot be checked, and where to give what is missing.
QString problemOf(const FilledEndpoint &filled, const SavedEndpoint &endpoint, const Environment *environment)
{
    if (!filled.problem.isEmpty())
        return filled.problem;
    if (!filled.missing.isEmpty()) {
        const QString name = QString::fromUtf8(filled.missing.constFirst());
        if (!environment)
            return Texts::tr(
                       "--endpoint %1 needs {{%2}}. Choose an environment that gives it with --environment "
                       "NAME, or give it with --set %2=VALUE.")
                .arg(endpoint.name(), name);
        return Texts::tr(
                   "--endpoint %1 needs {{%2}}, and the environment %3 does not give it. Write \"%2 = …\" "
                   "into environments/%3.environment, or give it with --set %2=VALUE.")
            .arg(endpoint.name(), name, environment->name());
    }
    if (!filled.missingSecrets.isEmpty()) {
        const QByteArray name = filled.missingSecrets.constFirst();
        return Texts::tr(
                   "--endpoint %1 needs the secret {{%2}}. Give it in the variable %3 of this command's "
                   "environment.")
            .arg(endpoint.name(), QString::fromUtf8(name), QString::fromUtf8(secretVariable(name)));
    }
    return {};
}

tl::expected<SavedItem, QString> itemOf(const SavedEndpoint &endpoint, const Environment *environment,
                                        const endpoints::Values &values,
                                        const observation::Settings &settings)
{
    const FilledEndpoint filled = endpoints::fill(endpoint, values);
    if (const QString problem = problemOf(filled, endpoint, environment); !problem.isEmpty())
        return wrong(problem);
    SavedItem item{{QString::fromUtf8(filled.address), settings},
                   endpoint.name(),
                   environment ? environment->name() : QString()};
    QStringList words;
    for (const QByteArray &word : filled.arguments)
        words.append(QString::fromUtf8(word));
    const Arguments arguments = Arguments::parse(words, probeOptions());
    QString error = arguments.error();
    if (error.isEmpty())
        error = applyOptions(arguments, item.item.settings);
    if (!error.isEmpty())
        return wrong(Texts::tr("%1.endpoint: %2").arg(endpoint.name(), error));
    item.item.settings.secrets += filled.secrets;
    return item;
}

} // namespace

std::span<const Option> savedEndpointOptions()
{
    return optionTable;
}

endpoints::Folder endpointsFolder(const Arguments &arguments)
{
    if (arguments.has("endpoints"))
        return endpoints::Folder(arguments.value("endpoints"));
    const QString variable = qEnvironmentVariable("WIREWISE_ENDPOINTS");
    return endpoints::Folder(variable.isEmpty() ? endpoints::Folder::usualPath() : variable);
}

QByteArray secretVariable(const QByteArray &name, const QString &environment)
{
    QByteArray variable = "WIREWISE_SECRET_";
    if (!environment.isEmpty())
        variable += environment.toUtf8() + '_';
    variable += name;
    for (char &c : variable) {
        const bool isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        c = isLetter ? c : '_';
    }
    return variable.toUpper();
}

tl::expected<QList<SavedItem>, QString> savedItems(const Arguments &arguments,
                                                   const observation::Settings &settings)
{
    const QStringList names = arguments.values("endpoint");
    if (names.isEmpty()) {
        for (const char *option : {"environment", "all-environments", "set"}) {
            if (arguments.has(option))
                return wrong(Texts::tr("--%1 goes with --endpoint NAME.").arg(QLatin1String(option)));
        }
        return QList<SavedItem>{};
    }
    const endpoints::Folder folder = endpointsFolder(arguments);
    const FolderContent content = folder.read();
    const auto given = givenValues(arguments);
    if (!given)
        return wrong(given.error());
    const auto environments = chosenEnvironments(arguments, content, folder);
    if (!environments)
        return wrong(environments.error());
    QList<SavedItem> items;
    for (const QString &name : names) {
        const SavedEndpoint *endpoint = content.endpoint(name);
        if (!endpoint) {
            for (const endpoints::Problem &problem : content.problems) {
                if (problem.file == name + QLatin1String(".endpoint"))
                    return wrong(problem.sentence());
            }
            return wrong(Texts::tr("--endpoint %1 is not in %2. There are: %3.")
                             .arg(name, folder.path(), namesOf(content.endpoints)));
        }
        for (const Environment *environment : *environments) {
            endpoints::Values values{environment, *given, {}, folder.path()};
            values.secret = [environment](const QByteArray &secret, const QByteArray &) {
                return secretFromEnvironment(secret, environment ? environment->name() : QString());
            };
            auto item = itemOf(*endpoint, environment, values, settings);
            if (!item)
                return wrong(item.error());
            items.append(*std::move(item));
        }
    }
    return items;
}

} // namespace wirewise::cli
