#pragma once

#include "import/pasted.h"

#include <QByteArray>
#include <QList>

namespace wirewise::tests {

/// What was made of a text, line by line, for tables: the kind, then of each endpoint its address, what its
/// settings hold beyond the usual, and the parts that are left out.
inline QByteArray told(const imports::Pasted &pasted)
{
    const observation::Settings usual;
    QByteArray text = toString(pasted.kind) + '\n';
    const auto line = [&text](const char *name, const QByteArray &value) {
        text += QByteArray(name + QByteArray(" " + value)).trimmed() + '\n';
    };
    const auto leftOnes = [&line](const QList<imports::Part> &parts) {
        for (const imports::Part &part : parts) {
            if (part.fate == imports::Part::Fate::Left)
                line("left", part.name.toUtf8());
        }
    };
    for (const imports::PastedEndpoint &endpoint : pasted.endpoints) {
        const observation::Settings &settings = endpoint.settings;
        line("address", endpoint.address.toUtf8());
        for (const observation::HeaderPair &header : settings.headers)
            line("header", header.first + ": " + header.second);
        if (settings.origin)
            line("origin", *settings.origin);
        if (!settings.subprotocols.isEmpty())
            line("subprotocols", settings.subprotocols.join(", "));
        if (settings.key)
            line("key", *settings.key);
        if (settings.wsVersion)
            line("version", *settings.wsVersion);
        if (settings.host)
            line("host", *settings.host);
        if (!settings.extensions.isEmpty())
            line("extensions", settings.extensions);
        if (settings.proxy.kind != observation::ProxyChoice::Kind::System)
            line("proxy", toString(settings.proxy.kind) + ' ' + settings.proxy.host + ' ' +
                              QByteArray::number(settings.proxy.port) + ' ' + settings.proxy.user + ' ' +
                              settings.proxy.password);
        for (const observation::ResolveOverride &resolve : settings.resolve)
            line("resolve",
                 resolve.host + ' ' + QByteArray::number(resolve.port) + ' ' + resolve.addresses.join(' '));
        if (settings.family != usual.family)
            line("family", toString(settings.family));
        if (!settings.caFile.isEmpty())
            line("authorities", settings.caFile.toUtf8());
        if (!settings.certificateFile.isEmpty())
            line("certificate", settings.certificateFile.toUtf8());
        if (!settings.keyFile.isEmpty())
            line("keyfile", settings.keyFile.toUtf8());
        if (settings.insecure)
            line("insecure", {});
        if (settings.timeout != usual.timeout)
            line("timeout", QByteArray::number(qint64(settings.timeout.count())));
        if (settings.listen != usual.listen)
            line("listen", QByteArray::number(qint64(settings.listen.count())));
        for (const QByteArray &message : settings.send)
            line("send", message);
        if (!settings.experiments)
            line("no-experiments", {});
        leftOnes(endpoint.parts);
    }
    leftOnes(pasted.left);
    return text;
}

/// Lines without the spaces that a table is indented with.
inline QByteArray lines(const char *text)
{
    QByteArray result;
    for (const QByteArray &line : QByteArray(text).split('\n')) {
        if (!line.trimmed().isEmpty())
            result += line.trimmed() + '\n';
    }
    return result;
}

} // namespace wirewise::tests
