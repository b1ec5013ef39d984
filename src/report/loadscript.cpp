#include "report/loadscripting.h"

#include "diagnosis/loadverdict.h"
#include "observation/printable.h"
#include "observation/redaction.h"
#include "wire/headerlist.h"

#include <QCoreApplication>

namespace wirewise::report {

using observation::Endpoint;
using observation::HeaderPair;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::ProxyChoice;
using observation::Settings;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::LoadScript)
};

/// The parts of a request as a scenario takes them one by one.
class Reader
{
public:
    Reader(const Endpoint &endpoint, const Settings &settings, const LoadPlan &plan)
        : m_endpoint(endpoint)
        , m_settings(settings)
        , m_plan(plan)
    {
    }

    Scenario read()
    {
        readAddress();
        readHeaders();
        for (const QByteArray &name : m_settings.subprotocols) {
            Settings alone;
            alone.subprotocols = {name};
            m_scenario.subprotocols.append(
                value(name, isSecret({}, alone), "WS_SUBPROTOCOL", Texts::tr("a subprotocol")));
        }
        readMessage();
        readRemarks();
        return std::move(m_scenario);
    }

private:
    [[nodiscard]] bool isSecret(const Endpoint &endpoint, Settings settings) const
    {
        settings.secrets = m_settings.secrets;
        return observation::carriesCredentials(endpoint, settings);
    }

    ScriptValue value(const QByteArray &literal, bool isSecret, const QByteArray &name,
                      const QString &meaning)
    {
        if (!isSecret)
            return {literal, {}};
        QByteArray unique = name;
        const auto isTaken = [&] {
            return std::any_of(m_scenario.variables.cbegin(), m_scenario.variables.cend(),
                               [&](const ScriptVariable &other) { return other.name == unique; });
        };
        for (int number = 2; isTaken(); ++number)
            unique = name + '_' + QByteArray::number(number);
        m_scenario.variables.append({unique, meaning});
        return {{}, unique};
    }

    void readAddress()
    {
        Endpoint bare = m_endpoint;
        bare.userInfo.clear(); // it goes into a header
        m_scenario.url =
            value(bare.url().toUtf8(), isSecret(bare, {}), "WS_URL", Texts::tr("the whole address"));
    }

    /// Scripts have headers as members of an object: one of a name.
    void addHeader(const HeaderPair &header, bool isSecret)
    {
        for (const auto &[name, value] : m_scenario.headers) {
            if (!wire::equalsIgnoringCase(name, header.first))
                continue;
            m_scenario.remarks.append(Texts::tr("Of several headers %1 the first is in here.")
                                          .arg(observation::printable(header.first)));
            return;
        }
        QByteArray name = "WS_" + header.first.toUpper();
        for (char &letter : name) {
            if (!((letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')))
                letter = '_';
        }
        const QString meaning = Texts::tr("the header %1").arg(observation::printable(header.first));
        m_scenario.headers.append({header.first, value(header.second, isSecret, name, meaning)});
    }

    void readHeaders()
    {
        if (m_settings.host)
            addHeader({"Host", *m_settings.host}, false);
        if (m_settings.origin)
            addHeader({"Origin", *m_settings.origin}, false);
        for (const HeaderPair &header : m_settings.headers) {
            Settings alone;
            alone.headers = {header};
            addHeader(header, isSecret({}, alone));
        }
        const QByteArray &user = m_endpoint.userInfo;
        if (!user.isEmpty()) {
            const QByteArray pair = user.contains(':') ? user : QByteArray(user + ':');
            addHeader({"Authorization", "Basic " + pair.toBase64()}, true);
        }
    }

    [[nodiscard]] bool isSecretText(const QByteArray &text) const
    {
        const bool holdsMarked =
            std::any_of(m_settings.secrets.cbegin(), m_settings.secrets.cend(),
                        [&](const QByteArray &secret) { return !secret.isEmpty() && text.contains(secret); });
        return holdsMarked || observation::masked(text) != text;
    }

    void readMessage()
    {
        const LoadMessage &message = m_plan.message;
        m_scenario.message =
            value(message.text, isSecretText(message.text), "WS_MESSAGE", Texts::tr("the message"));
        m_scenario.answer =
            message.answer == message.text
                ? m_scenario.message
                : value(message.answer, isSecretText(message.answer), "WS_ANSWER", Texts::tr("the answer"));
    }

    void readRemarks()
    {
        QStringList &remarks = m_scenario.remarks;
        if (m_settings.key || m_settings.wsVersion)
            remarks.append(Texts::tr("The key and the version of the handshake are the library's own."));
        if (!m_settings.caFile.isEmpty())
            remarks.append(Texts::tr("The certificate authority is not in here: set SSL_CERT_FILE for k6, "
                                     "NODE_EXTRA_CA_CERTS for Artillery."));
        const bool usesProxy = m_settings.proxy.kind != ProxyChoice::Kind::System &&
                               m_settings.proxy.kind != ProxyChoice::Kind::None;
        if (usesProxy)
            remarks.append(Texts::tr("The proxy is not in here: set HTTP_PROXY and HTTPS_PROXY."));
    }

    const Endpoint &m_endpoint;
    const Settings &m_settings;
    const LoadPlan &m_plan;
    Scenario m_scenario;
};

} // namespace

Scenario scenarioOf(const Endpoint &endpoint, const Settings &settings, const LoadPlan &plan)
{
    return Reader(endpoint, settings, plan).read();
}

QStringList headOf(const Scenario &scenario, const QString &command, const LoadPlan &plan)
{
    LoadPlan told = plan;
    if (!scenario.message.variable.isEmpty())
        told.message.text = "…";
    QStringList lines{Texts::tr("A load test of Wirewise: %1.").arg(diagnosis::wordsOf(told)),
                      Texts::tr("Run it with: %1").arg(command)};
    for (const ScriptVariable &variable : scenario.variables)
        lines.append(Texts::tr("%1 has to be set: %2. It is secret, and not in here.")
                         .arg(QString::fromLatin1(variable.name), variable.meaning));
    lines += scenario.remarks;
    for (QString &line : lines)
        line = observation::printable(line.toUtf8());
    return lines;
}

QString plainSeconds(observation::Duration time)
{
    return QString::number(static_cast<double>(time.count()) / 1e6, 'g', 9);
}

} // namespace wirewise::report
