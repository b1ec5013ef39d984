#include "gui/requestoptions.h"

#include "observation/redaction.h"

#include <QRegularExpression>
#include <QStringList>

namespace wirewise::gui {

namespace {

QString quoted(const QString &argument)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(argument).hasMatch())
        return argument;
    QString text = argument;
    text.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

/// As --max-message has it: a number alone counts MiB in the panel, and bytes there.
QString sizeArgument(const QString &typed)
{
    QString text = typed;
    text.remove(QLatin1Char(' '));
    if (text.endsWith(QLatin1String("bytes"), Qt::CaseInsensitive))
        return text.chopped(5);
    return !text.isEmpty() && text.back().isDigit() ? QString(text % QStringLiteral("MiB")) : text;
}

QString shownHeader(const HeaderLine &line, ShownSecrets secrets)
{
    const QString name = line.name.trimmed();
    QString value = line.value.trimmed();
    if (secrets == ShownSecrets::Masked && observation::isSecretName(name.toUtf8()))
        value = QStringLiteral("…");
    return name + QLatin1String(": ") + value;
}

} // namespace

QString commandLine(const RequestOptions &options, const QString &address, ShownSecrets secrets)
{
    QStringList words{QStringLiteral("wirewise-cli"), QStringLiteral("check")};
    const auto option = [&words](const char *name, const QString &value) {
        if (!value.trimmed().isEmpty())
            words << QLatin1String(name) << quoted(value.trimmed());
    };
    for (const HeaderLine &line : options.headers) {
        if (line.on && !line.name.trimmed().isEmpty())
            words << QStringLiteral("--header") << quoted(shownHeader(line, secrets));
    }
    option("--origin", options.origin);
    for (const QString &name : options.subprotocols.split(QLatin1Char(','), Qt::SkipEmptyParts))
        option("--subprotocol", name);
    option("--key", options.key);
    if (options.version.trimmed() != QLatin1String("13"))
        option("--ws-version", options.version);
    option("--host", options.host);
    option("--extensions", options.extensions);
    if (options.proxy.trimmed() != QLatin1String("system"))
        option("--proxy",
               secrets == ShownSecrets::Masked ? observation::maskedUrl(options.proxy) : options.proxy);
    const auto endpoint = observation::parseEndpoint(address).endpoint;
    if (endpoint && !options.address.trimmed().isEmpty()) {
        option("--resolve", QString::fromUtf8(endpoint->host) % QLatin1Char(':') %
                                QString::number(endpoint->port) % QLatin1Char(':') %
                                options.address.simplified().remove(QLatin1Char(' ')));
    }
    if (options.family != observation::AddressFamily::Any)
        words << (options.family == observation::AddressFamily::Ipv4 ? QStringLiteral("--ipv4")
                                                                     : QStringLiteral("--ipv6"));
    option("--cacert", options.caFile);
    option("--cert", options.certificateFile);
    option("--key-file", options.keyFile);
    if (options.insecure)
        words << QStringLiteral("--insecure");
    option("--timeout", options.timeLimit);
    option("--listen", options.watchFor);
    option("--max-message", sizeArgument(options.largestMessage));
    if (!options.send.isEmpty())
        words << QStringLiteral("--send") << quoted(options.send);
    if (!options.experiments)
        words << QStringLiteral("--no-experiments");
    if (!address.trimmed().isEmpty())
        words << quoted(secrets == ShownSecrets::Masked ? observation::maskedUrl(address.trimmed())
                                                        : address.trimmed());
    QString line = words.join(QLatin1Char(' '));
    if (secrets == ShownSecrets::Masked) {
        for (const QByteArray &secret : options.secrets)
            line.replace(QString::fromUtf8(secret), QStringLiteral("…"));
    }
    return line;
}

} // namespace wirewise::gui
