#include "gui/savedrequest.h"

#include "observation/redaction.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::SavedRequest)
};

class Naming
{
public:
    NamedRequest name(const QString &address, const RequestOptions &options)
    {
        m_named.endpoint.setAddress(hiddenAddress(address.trimmed()));
        for (const HeaderLine &line : options.headers) {
            if (line.on && !line.name.trimmed().isEmpty())
                add("header", line.name.trimmed().toUtf8() + ": " +
                                  hiddenHeader(line.name.trimmed().toUtf8(), line.value.trimmed().toUtf8()));
        }
        add("origin", options.origin);
        const QByteArray subprotocols =
            hiddenHeader("Sec-WebSocket-Protocol", options.subprotocols.trimmed().toUtf8());
        for (const QByteArray &subprotocol : subprotocols.split(','))
            add("subprotocol", subprotocol.trimmed());
        add("key", options.key);
        add("ws-version", options.version);
        add("host", options.host);
        add("extensions", options.extensions);
        addWay(address, options);
        if (options.insecure)
            add("insecure", QByteArray("yes"));
        add("timeout", options.timeLimit);
        add("listen", options.watchFor);
        add("send", hiddenIn(options.send.toUtf8(), {}, "message"));
        QString largest = options.largestMessage;
        if (const QString size = largest.remove(QLatin1Char(' ')); !size.isEmpty())
            add("max-message", size.back().isDigit() ? QString(size + QLatin1String("MiB")) : size);
        if (!options.experiments)
            add("no-experiments", QByteArray("yes"));
        m_named.endpoint.setOptions(m_fields);
        QList<QByteArray> names;
        for (const auto &[name, value] : std::as_const(m_named.secrets))
            names.append(name);
        m_named.endpoint.setSecrets(names);
        return m_named;
    }

private:
    void add(const char *name, const QByteArray &value)
    {
        if (!value.isEmpty())
            m_fields.append({name, value});
    }
    void add(const char *name, const QString &value) { add(name, value.trimmed().toUtf8()); }

    void addWay(const QString &address, const RequestOptions &options)
    {
        if (options.proxy.contains(QLatin1Char('@')))
            m_named.leftOut.append(Words::tr("the proxy, because its credentials would go into the file"));
        else if (options.proxy.trimmed() != QLatin1String("system"))
            add("proxy", options.proxy);
        const auto endpoint = observation::parseEndpoint(address).endpoint;
        if (endpoint && !options.address.trimmed().isEmpty())
            add("resolve", endpoint->host + ':' + QByteArray::number(endpoint->port) + ':' +
                               options.address.simplified().remove(QLatin1Char(' ')).toUtf8());
        if (options.family != observation::AddressFamily::Any)
            add(options.family == observation::AddressFamily::Ipv4 ? "ipv4" : "ipv6", QByteArray("yes"));
        if (!options.caFile.isEmpty() || !options.certificateFile.isEmpty() || !options.keyFile.isEmpty())
            m_named.leftOut.append(Words::tr("the certificate files; copy them into the folder of the "
                                             "endpoints and write for example \"cacert = ours.pem\""));
    }

    /// The name of a secret's variable: told by where it stood, and new.
    QByteArray variableFor(const QByteArray &value, const QByteArray &wish)
    {
        const auto same = std::find_if(m_named.secrets.begin(), m_named.secrets.end(),
                                       [&value](const auto &secret) { return secret.second == value; });
        if (same != m_named.secrets.end())
            return same->first;
        QByteArray name = wish;
        const auto isTaken = [this](const QByteArray &candidate) {
            return std::any_of(m_named.secrets.begin(), m_named.secrets.end(),
                               [&candidate](const auto &secret) { return secret.first == candidate; });
        };
        for (int number = 2; isTaken(name); ++number)
            name = wish + '-' + QByteArray::number(number);
        m_named.secrets.append({name, value});
        return name;
    }

    QByteArray placeholderFor(const QByteArray &value, const QByteArray &wish)
    {
        return "{{" + variableFor(value, wish) + "}}";
    }

    /// The text with each secret in it, found behind that start, as a variable.
    QByteArray hiddenIn(const QByteArray &text, const QByteArray &start, const QByteArray &wish)
    {
        QByteArray hidden = start + text;
        const QList<wire::ByteRange> ranges =
            observation::mergedRanges(observation::secretsIn(QByteArrayView(hidden)));
        for (auto range = ranges.crbegin(); range != ranges.crend(); ++range) {
            if (range->offset < start.size())
                continue;
            const QByteArray value = hidden.sliced(range->offset, range->length);
            hidden.replace(range->offset, range->length, placeholderFor(value, wish));
        }
        return hidden.sliced(start.size());
    }

    QByteArray hiddenHeader(const QByteArray &name, const QByteArray &value)
    {
        return hiddenIn(value, "GET / HTTP/1.1\r\n" + name + ": ", name.toLower());
    }

    QByteArray hiddenAddress(const QString &address)
    {
        QByteArray typed = address.toUtf8();
        const qsizetype scheme = typed.indexOf("://");
        const qsizetype from = scheme < 0 ? 0 : scheme + 3;
        qsizetype end = from;
        while (end < typed.size() && !QByteArrayView("/?#").contains(typed.at(end)))
            ++end;
        const qsizetype at = typed.lastIndexOf('@', end - 1);
        if (at > from) {
            const QByteArray login = typed.sliced(from, at - from);
            typed.replace(from, login.size(), placeholderFor(login, "login"));
            end = typed.indexOf('@') + 1;
            while (end < typed.size() && !QByteArrayView("/?#").contains(typed.at(end)))
                ++end;
        }
        const QByteArray target = typed.sliced(std::min(end, typed.size()));
        return typed.first(std::min(end, typed.size())) + hiddenIn(target, "GET ", "token");
    }

    NamedRequest m_named;
    endpoints::FieldList m_fields;
};

} // namespace

NamedRequest namedRequest(const QString &address, const RequestOptions &options)
{
    return Naming().name(address, options);
}

RequestReading readFilled(const endpoints::FilledEndpoint &filled)
{
    QList<QByteArray> shown;
    QList<QByteArray> texts;
    QList<observation::ProbeKind> probes;
    RequestReading reading;
    bool isSequential = false;
    QString largest;
    for (qsizetype i = 0; i < filled.arguments.size(); ++i) {
        const QByteArray &word = filled.arguments.at(i);
        const endpoints::EndpointOption *option = endpoints::findEndpointOption(word.sliced(2));
        const bool isSwitch = option && option->isSwitch;
        const QByteArray value = isSwitch ? QByteArray() : filled.arguments.value(++i);
        if (word == "--sequential") {
            isSequential = true;
        } else if (word == "--send") {
            texts.append(value);
        } else if (word == "--max-message") {
            largest = QString::fromUtf8(value);
        } else if (word == "--probe") {
            if (const auto kind = observation::probeKindFromString(value))
                probes.append(*kind);
            else
                reading.problems.append({"probe", Words::tr("probe = %1: head, get or upgrade was expected.")
                                                      .arg(QString::fromUtf8(value))});
        } else {
            shown.append(word);
            if (!isSwitch)
                shown.append(value);
        }
    }
    RequestOptions options = optionsFrom(shown);
    options.largestMessage = largest;
    const auto endpoint = observation::parseEndpoint(QString::fromUtf8(filled.address)).endpoint;
    RequestReading read = readRequest(options, endpoint ? &*endpoint : nullptr);
    read.problems += reading.problems;
    read.settings.send = texts;
    read.settings.sequential = isSequential;
    read.settings.secrets = filled.secrets;
    if (!probes.isEmpty()) {
        read.settings.probes.clear();
        for (const auto kind :
             {observation::ProbeKind::Head, observation::ProbeKind::Get, observation::ProbeKind::Upgrade}) {
            if (probes.contains(kind))
                read.settings.probes.append(kind);
        }
    }
    return read;
}

} // namespace wirewise::gui
