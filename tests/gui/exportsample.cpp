#include "gui/exportsample.h"

#include "diagnosis/diagnose.h"
#include "support/observations.h"

namespace wirewise::test {

namespace {

constexpr auto Bearer = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkcml2ZXIxMjMifQ.Qx1f0b7WmAbk2vJ1tqUo3QyN5n8s";
constexpr auto QueryToken = "tok_5f0c9a7e1d2b4c6f8091a2b3c4d5e6f7";
constexpr auto CookieValue = "s%3Aq1w2e3r4t5y6u7i8o9p0.AbCdEfGhIjKlMnOp";
constexpr auto Password = "correct-horse-battery-staple";

observation::Observation observed()
{
    const QByteArray refusal =
        answer("404 Not Found",
               QByteArray("Content-Type: application/json\r\nSet-Cookie: sid=") + CookieValue +
                   "; Path=/; HttpOnly\r\nX-Cloud-Trace-Context: 105445aa7843bc8bf206b12000100000/1\r\n",
               "{\"detail\":\"Not Found\"}");
    const QByteArray address =
        QByteArray("wss://staging.dispatch.example/ws/calls?access_token=") + QueryToken;
    return anObservation()
        .of(address.constData())
        .sending({"Authorization", QByteArray("Bearer ") + Bearer})
        .head(refusal)
        .get(refusal)
        .upgrade(refusal)
        .tried("without-origin", refusal);
}

observation::Message message(qint64 number)
{
    observation::Message message;
    message.number = number;
    message.at = std::chrono::milliseconds(number);
    message.direction = number % 2 ? wire::Direction::Sent : wire::Direction::Received;
    message.payload = QByteArray("{\"type\":\"login\",\"user\":\"driver\",\"password\":\"") + Password +
                      "\",\"index\":" + QByteArray::number(number) + '}';
    message.wireSize = message.payload.size() + 6;
    return message;
}

} // namespace

ExportSample::ExportSample(qint64 messages)
{
    const QString path = folder.filePath(QStringLiteral("secret.wirewise"));
    const observation::Observation observation = observed();
    {
        auto file = session::SessionFile::create(path);
        if (!file || !file->addCheck(observation, diagnosis::diagnose(observation)))
            return;
        for (qint64 number = 1; number <= messages;) {
            QList<observation::Message> batch;
            for (; number <= messages && batch.size() < 5000; ++number)
                batch.append(message(number));
            if (!file->appendMessages(batch))
                return;
        }
        if (!file->setNotes(QStringLiteral("They use Bearer %1 everywhere.").arg(QLatin1String(Bearer))))
            return;
    }
    const auto content = session::SessionFile::read(path);
    if (!content)
        return;
    source = gui::ExportSource::of(*content);
    source.path = path;
}

QByteArrayList exportSecrets()
{
    return {Bearer, QueryToken, CookieValue, Password, "105445aa7843bc8bf206b12000100000"};
}

} // namespace wirewise::test
