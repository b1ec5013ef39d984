// The first messages that the window offers for each protocol, as JSON, for the tests against real servers.

#include "wire/dialect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace wirewise;

int main()
{
    QJsonArray all;
    for (const wire::Decoder *decoder : wire::decoders()) {
        for (const wire::MessageTemplate &message : decoder->templates)
            all.append(
                QJsonObject{{QStringLiteral("dialect"), QString::fromLatin1(toString(decoder->dialect))},
                            {QStringLiteral("name"), QString::fromLatin1(message.name)},
                            {QStringLiteral("binary"), message.opcode == wire::Opcode::Binary},
                            {QStringLiteral("payload"), QString::fromUtf8(message.payload)}});
    }
    const QByteArray json = QJsonDocument(all).toJson();
    return std::fwrite(json.constData(), 1, static_cast<std::size_t>(json.size()), stdout) ==
                   static_cast<std::size_t>(json.size())
               ? 0
               : 1;
}
