#pragma once

#include "import/harfile.h"
#include "import/jsonstream.h"

#include <QHash>

namespace wirewise::imports {

/// How much of strings is kept.
struct HarLimits
{
    qsizetype body = 0;    ///< of an answer
    qsizetype message = 0; ///< of one message, as it stands in the HAR
};

/// The bytes of a text in base64; nothing if it is none.
[[nodiscard]] std::optional<QByteArray> fromBase64(const QByteArray &text);

/// Walks through the log of a HAR once. Members are known by name, in any order; what has another type than
/// HAR says is passed over.
class HarReader
{
public:
    HarReader(QIODevice *device, HarLimits limits, const HarEntrySink &onEntry,
              const HarMessageSink &onMessage);

    /// What could not be read, in words; empty if all was.
    [[nodiscard]] QString read();
    [[nodiscard]] const QString &creator() const { return m_creator; }
    [[nodiscard]] bool isOurs() const { return m_isOurs; }
    /// Entries beyond the limit.
    [[nodiscard]] qint64 leftEntries() const { return m_leftEntries; }

private:
    using Token = JsonStream::Token;
    using Member = void (HarReader::*)();
    using Members = QHash<QByteArray, Member>;

    /// Reads the members of the value that comes next, if it is an object; others are passed over.
    void readObject(const Members &members);
    /// Calls read for each element of the value that comes next, if it is an array. read gets the first
    /// token.
    template<typename Read>
    void readArray(Read read);
    [[nodiscard]] bool isOver() const { return m_stopped || m_json.fault() != JsonStream::Fault::None; }
    [[nodiscard]] QByteArray readText();
    [[nodiscard]] QByteArray readLongText(qsizetype longest, bool *cut = nullptr, qint64 *size = nullptr);
    [[nodiscard]] double readNumber();
    [[nodiscard]] bool readFlag();
    void skipValue();

    void readLog();
    void readCreator();
    void readEntries();
    void readEntry();
    void readRequest();
    void readResponse();
    void readContent();
    void readTimings();
    void readMessages();
    void readMessage();
    void readMessageExtras();
    void readOurLog();
    void readOurProbe();
    void readOurRequest();
    void readOurResponse();
    void readOurExperiment();
    QList<observation::HeaderPair> readHeaders();
    void finishEntry();
    void finishMessage();

    JsonStream m_json;
    HarLimits m_limits;
    const HarEntrySink &m_onEntry;
    const HarMessageSink &m_onMessage;
    QString m_creator;
    bool m_isOurs = false;
    bool m_stopped = false;
    bool m_hasLog = false;
    qint64 m_leftEntries = 0;

    HarEntry m_entry;
    QByteArray m_contentEncoding, m_bodyText;
    HarMessage m_message;
    QByteArray m_messageType, m_messageText;
    bool m_messageBase64 = false;
    Token m_current = Token::End;
};

} // namespace wirewise::imports
