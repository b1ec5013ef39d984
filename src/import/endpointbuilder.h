#pragma once

#include "import/pasted.h"
#include "observation/settings.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <chrono>
#include <optional>

namespace wirewise::imports {

/// Puts one endpoint together from the parts of a text, and notes what became of each. Every function takes
/// the name under which the text has the part.
class EndpointBuilder
{
public:
    /// base holds what is usual; parts of the text go on top.
    explicit EndpointBuilder(observation::Settings base);

    /// A scheme for addresses without one ("http", as curl has it); empty: Wirewise's own rule.
    void setAddress(const QString &name, const QByteArray &address, const QByteArray &usualScheme = {});
    [[nodiscard]] bool hasAddress() const { return !m_address.isEmpty(); }
    [[nodiscard]] const QByteArray &address() const { return m_address; }
    /// Goes behind the query of the address.
    void appendQuery(const QString &name, const QByteArray &query);

    /// A header by its name; what belongs to the handshake goes where it belongs.
    void header(const QString &name, const QByteArray &header, const QByteArray &value);
    /// "Name: value" as command lines have it, also "Name:" (taken away) and "Name;" (empty).
    void headerLine(const QString &name, const QByteArray &line);
    /// user:password as an Authorization header.
    void basicCredentials(const QString &name, const QByteArray &userAndPassword);
    void origin(const QString &name, const QByteArray &origin);
    void subprotocols(const QString &name, const QList<QByteArray> &names);
    void extensions(const QString &name, const QByteArray &offer);
    void host(const QString &name, const QByteArray &host);
    void method(const QString &name, const QByteArray &method);
    void body(const QString &name, const QByteArray &shown);
    void proxy(const QString &name, const QByteArray &address, const QByteArray &usualScheme = "http");
    void proxyUser(const QString &name, const QByteArray &userAndPassword);
    void noProxy(const QString &name);
    /// HOST:PORT:ADDRESS[,ADDRESS…]
    void resolve(const QString &name, const QByteArray &text);
    /// Seconds for each phase, as text.
    void timeLimit(const QString &name, const QByteArray &seconds);
    void family(const QString &name, observation::AddressFamily family);
    void insecure(const QString &name);
    enum class File { Authorities, Certificate, Key };
    void file(const QString &name, File file, const QByteArray &path);
    void send(const QString &name, const QByteArray &text);

    void taken(const QString &name, const QByteArray &value, const QString &meaning);
    void implied(const QString &name, const QByteArray &value, const QString &meaning);
    void left(const QString &name, const QByteArray &value, const QString &meaning);

    /// For a further address of the same command: its parts were told with the first one.
    void forgetParts();
    [[nodiscard]] observation::Settings &settings() { return m_settings; }
    /// The endpoint with its parts.
    [[nodiscard]] PastedEndpoint build() &&;

private:
    void note(Part::Fate fate, const QString &name, const QByteArray &value, const QString &meaning);
    void addPart(Part part);
    bool handshakeHeader(const QString &name, const QByteArray &lower, const QByteArray &value);

    observation::Settings m_settings;
    QByteArray m_address;
    std::optional<QByteArray> m_host;
    QString m_hostName;
    QList<Part> m_parts;
};

/// An IPv4 or IPv6 literal without brackets.
[[nodiscard]] bool isIpAddress(const QByteArray &text);
/// Whether the bytes have the form of an address with one of our schemes.
[[nodiscard]] bool looksLikeAddress(QByteArrayView text);

} // namespace wirewise::imports
