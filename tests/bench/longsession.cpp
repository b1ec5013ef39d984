#include "bench/longsession.h"

#include "session/sessionfile.h"

#include <cstdio>

namespace wirewise::bench {

namespace {

using namespace std::chrono_literals;

constexpr qint64 batch = 8000;
constexpr auto apart = 50us; ///< 20,000 messages a second

observation::Message messageOf(const LongSession &session, qint64 number)
{
    observation::Message message;
    message.number = number;
    message.at = number * apart;
    message.direction = number % 50 == 0 ? wire::Direction::Sent : wire::Direction::Received;
    message.payload = textOf(session, number);
    message.wireSize = message.payload.size() + 4;
    return message;
}

bool append(session::SessionFile &file, const LongSession &session)
{
    QList<observation::Message> messages;
    messages.reserve(batch);
    for (qint64 number = 1; number <= session.messages; ++number) {
        messages.append(messageOf(session, number));
        if (messages.size() == batch || number == session.messages) {
            if (!file.appendMessages(messages)) {
                return false;
            }
            messages.clear();
        }
    }
    return true;
}

} // namespace

QByteArray textOf(const LongSession &session, qint64 number)
{
    QByteArray text = R"({"number":)" + QByteArray::number(number) + R"(,"type":")" +
                      (number % 4 == 0 ? "heartbeat" : "transcription") + R"(","place":")" +
                      (number % 1000 == 0 ? LongSession::RareWord : "Oak Street") + R"(","text":")";
    static const QByteArray words = QByteArray("you have a pickup at the corner of the market, ").repeated(4);
    const qsizetype room = qBound<qsizetype>(0, session.size - text.size() - 2, words.size());
    text.append(words.constData() + number % 40, qMin(room, words.size() - 40));
    return text + "\"}";
}

bool makeLongSession(const LongSession &session, const QString &path)
{
    auto file = session::SessionFile::create(path);
    if (!file) {
        std::fprintf(stderr, "%s\n", qPrintable(file.error().text));
        return false;
    }
    observation::Observation observation;
    observation.typed = QStringLiteral("ws://127.0.0.1:9/");
    observation.endpoint = observation::parseEndpoint(observation.typed);
    observation.startedAt = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    observation::SessionFacts facts;
    facts.opened = true;
    facts.watched = session.messages * apart;
    const bool made = file->begin(observation) && append(*file, session) && file->setSessionFacts(facts);
    if (!made) {
        std::fprintf(stderr, "The session could not be written. It needs about %lld MB.\n",
                     static_cast<long long>(session.messages * (session.size + 10) / 1'000'000));
    }
    return made;
}

} // namespace wirewise::bench
