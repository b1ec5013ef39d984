#include "endpoints/filledendpoint.h"

#include "observation/endpoint.h"
#include "observation/placeholders.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace wirewise::endpoints {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::endpoints::FilledEndpoint)
};

/// A shorter one could not be hidden in what comes back.
constexpr qsizetype ShortestSecret = 4;

class Filling
{
public:
    Filling(const SavedEndpoint &endpoint, const Values &values)
        : m_endpoint(endpoint)
        , m_values(values)
        , m_secretNames(endpoint.secrets())
    {
        if (values.environment)
            m_secretNames += values.environment->secrets();
    }

    FilledEndpoint fill()
    {
        const auto plain = decidePlace();
        m_filled.address = text(m_endpoint.address());
        const auto whole = observation::parseEndpoint(QString::fromUtf8(m_filled.address)).endpoint;
        const bool same = plain && whole && plain->host == whole->host && plain->port == whole->port &&
                          plain->secure == whole->secure;
        if (!m_filled.secrets.isEmpty() && plain && !whole)
            complain(Texts::tr("A secret of %1 holds a character that an address cannot have. Write it "
                               "percent-encoded, for example %2 for a space.")
                         .arg(m_endpoint.name(), QStringLiteral("%20")));
        if (!m_filled.secrets.isEmpty() && !same)
            complain(Texts::tr("A secret would change where %1 goes. A secret belongs behind the host, into "
                               "the path, the query or a header.")
                         .arg(m_endpoint.name()));
        for (const auto &[name, value] : m_endpoint.options())
            addOption(name, value);
        return m_filled;
    }

private:
    /// Before any secret is asked for.
    std::optional<observation::Endpoint> decidePlace()
    {
        m_secretsAreBlank = true;
        const auto plain = observation::parseEndpoint(QString::fromUtf8(text(m_endpoint.address()))).endpoint;
        if (plain)
            m_filled.place = (plain->secure ? "wss://" : "ws://") + plain->hostHeader();
        for (const auto &[name, value] : m_endpoint.options()) {
            if (!QByteArrayList{"proxy", "resolve", "cacert", "insecure"}.contains(name))
                continue;
            m_filled.place += ", " + name + " = " + text(value);
            for (const QByteArray &variable : observation::placeholdersIn(value)) {
                if (m_secretNames.contains(variable))
                    complain(
                        Texts::tr("A secret stands in %1 of %2. A secret goes to the endpoint alone; give "
                                  "this option with the check instead.")
                            .arg(QString::fromUtf8(name), m_endpoint.name()));
            }
        }
        m_secretsAreBlank = false;
        return plain;
    }

    void complain(const QString &sentence)
    {
        if (m_filled.problem.isEmpty())
            m_filled.problem = sentence;
    }

    QByteArray text(const QByteArray &written)
    {
        return observation::fillPlaceholders(written, [this](QByteArrayView name) { return valueOf(name); })
            .text;
    }

    std::optional<QByteArray> valueOf(QByteArrayView name)
    {
        const auto given = std::find_if(m_values.given.begin(), m_values.given.end(),
                                        [name](const auto &field) { return field.first == name; });
        const bool isGiven = given != m_values.given.end();
        if (m_secretNames.contains(name))
            return secretValue(name.toByteArray(),
                               isGiven ? std::optional<QByteArray>(given->second) : std::nullopt);
        std::optional<QByteArray> value;
        if (isGiven)
            value = given->second;
        else if (m_values.environment)
            value = m_values.environment->value(name);
        if (!value)
            note(m_filled.missing, name.toByteArray());
        return value;
    }

    std::optional<QByteArray> secretValue(const QByteArray &name, std::optional<QByteArray> value)
    {
        if (m_secretsAreBlank)
            return QByteArray("x");
        if (!value && m_values.secret)
            value = m_values.secret(name, m_filled.place);
        if (!value) {
            note(m_filled.missingSecrets, name);
            return value;
        }
        if (value->size() < ShortestSecret)
            complain(
                Texts::tr("The secret {{%1}} has fewer than %2 characters, too few to be hidden in what a "
                          "server sends back.")
                    .arg(QString::fromUtf8(name))
                    .arg(ShortestSecret));
        note(m_filled.secrets, *value);
        return value;
    }

    static void note(QList<QByteArray> &list, const QByteArray &name)
    {
        if (!list.contains(name))
            list.append(name);
    }

    void addOption(const QByteArray &name, const QByteArray &written)
    {
        const EndpointOption *option = findEndpointOption(name);
        const QByteArray dashed = "--" + name;
        if (option->isSwitch) {
            if (written == "yes")
                m_filled.arguments.append(dashed);
            return;
        }
        const QByteArray value = text(written);
        m_filled.arguments << dashed << (option->isFile ? fileOf(name, value) : value);
    }

    /// Inside the folder alone: a file of endpoints may be a stranger's.
    QByteArray fileOf(const QByteArray &option, const QByteArray &value)
    {
        const QString root = QFileInfo(m_values.folder).canonicalFilePath();
        const QString path = QFileInfo(QDir(m_values.folder), QString::fromUtf8(value)).canonicalFilePath();
        if (root.isEmpty() || path.isEmpty() || !path.startsWith(root + QLatin1Char('/'))) {
            complain(
                Texts::tr("%1 = %2 of %3 is no file in the folder of the endpoints. Put it there, or give it "
                          "with the check instead.")
                    .arg(QString::fromUtf8(option), QString::fromUtf8(value), m_endpoint.name()));
            return {};
        }
        return path.toUtf8();
    }

    const SavedEndpoint &m_endpoint;
    const Values &m_values;
    QList<QByteArray> m_secretNames;
    FilledEndpoint m_filled;
    bool m_secretsAreBlank = false;
};

} // namespace

FilledEndpoint fill(const SavedEndpoint &endpoint, const Values &values)
{
    return Filling(endpoint, values).fill();
}

QList<QByteArray> variablesOf(const SavedEndpoint &endpoint)
{
    QList<QByteArray> names = observation::placeholdersIn(endpoint.address());
    for (const auto &[option, value] : endpoint.options()) {
        for (const QByteArray &name : observation::placeholdersIn(value)) {
            if (!names.contains(name))
                names.append(name);
        }
    }
    return names;
}

} // namespace wirewise::endpoints
