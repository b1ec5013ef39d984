#include "import/harreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Har)
};

constexpr qsizetype MostHeaders = 1000;

/// Milliseconds of a HAR; -1 says that it does not apply.
std::optional<observation::Duration> duration(double milliseconds)
{
    constexpr double longest = 1e12;
    if (!std::isfinite(milliseconds) || milliseconds < 0 || milliseconds > longest)
        return {};
    return observation::Duration(std::llround(milliseconds * 1000));
}

QString wordsFor(JsonStream::Fault fault, qint64 offset)
{
    using Fault = JsonStream::Fault;
    switch (fault) {
    case Fault::None:
        return {};
    case Fault::Empty:
        return Texts::tr("The file is empty. A HAR was expected.");
    case Fault::Cut:
        return Texts::tr(
                   "The file ends in the middle, after byte %L1. What stands in front of that was read; "
                   "export it again for the rest.")
            .arg(offset);
    case Fault::TooDeep:
        return Texts::tr(
                   "At byte %L1 values are nested more than %2 deep. No HAR is; nothing behind it was read.")
            .arg(offset)
            .arg(JsonStream::DeepestValue);
    case Fault::ReadFailed:
        return Texts::tr("The file could not be read behind byte %L1.").arg(offset);
    default:
        return Texts::tr(
                   "The file is no JSON from byte %L1 on. A HAR was expected; what stands in front of that "
                   "was read.")
            .arg(offset);
    }
}

} // namespace

std::optional<QByteArray> fromBase64(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::Base64Encoding |
                                                                  QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

HarReader::HarReader(QIODevice *device, HarLimits limits, const HarEntrySink &onEntry,
                     const HarMessageSink &onMessage)
    : m_json(device)
    , m_limits(limits)
    , m_onEntry(onEntry)
    , m_onMessage(onMessage)
{
}

QString HarReader::read()
{
    readObject({{"log", &HarReader::readLog}});
    if (m_stopped)
        return {};
    if (m_json.fault() == JsonStream::Fault::None)
        (void)m_json.next(); // nothing may follow
    if (m_json.fault() != JsonStream::Fault::None)
        return wordsFor(m_json.fault(), m_json.offset());
    return m_hasLog
               ? QString()
               : Texts::tr("This is JSON, but no HAR: it has no “log” with “entries”. Export a HAR from the "
                           "Network panel of the browser.");
}

void HarReader::readObject(const Members &members)
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver()) {
        const Token token = m_json.next();
        if (token != Token::Key)
            return;
        const auto member = members.constFind(m_json.text());
        if (member == members.constEnd())
            skipValue();
        else
            (this->**member)();
    }
}

template<typename Read>
void HarReader::readArray(Read read)
{
    if (m_json.next() != Token::ArrayBegin)
        return m_json.skip();
    while (!isOver()) {
        m_current = m_json.next();
        if (m_current == Token::ArrayEnd || m_current == Token::Fault)
            return;
        read();
    }
}

void HarReader::skipValue()
{
    const qsizetype nothing = 0;
    m_json.setLongestString(nothing);
    if (m_json.next() != Token::Fault)
        m_json.skip();
    m_json.setLongestString(JsonStream::UsualString);
}

QByteArray HarReader::readText()
{
    return readLongText(JsonStream::UsualString);
}

QByteArray HarReader::readLongText(qsizetype longest, bool *cut, qint64 *size)
{
    m_json.setLongestString(longest);
    const Token token = m_json.next();
    m_json.setLongestString(JsonStream::UsualString);
    if (token != Token::String) {
        m_json.skip();
        return {};
    }
    if (cut)
        *cut = m_json.wasCut();
    if (size)
        *size = m_json.length();
    return m_json.text();
}

double HarReader::readNumber()
{
    const Token token = m_json.next();
    if (token == Token::Number || token == Token::String)
        return m_json.text().toDouble();
    m_json.skip();
    return -1;
}

bool HarReader::readFlag()
{
    const Token token = m_json.next();
    m_json.skip();
    return token == Token::True;
}

void HarReader::readLog()
{
    static const Members members{{"creator", &HarReader::readCreator},
                                 {"entries", &HarReader::readEntries},
                                 {"_wirewise", &HarReader::readOurLog}};
    readObject(members);
}

void HarReader::readOurLog()
{
    m_isOurs = true;
    skipValue();
}

void HarReader::readCreator()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        const QString text = QString::fromUtf8(readText().left(100));
        if (name == "name")
            m_creator = text % (m_creator.isEmpty() ? QString() : QString(QLatin1Char(' ') % m_creator));
        else if (name == "version")
            m_creator = m_creator.isEmpty() ? text : QString(m_creator % QLatin1Char(' ') % text);
    }
}

void HarReader::readEntries()
{
    m_hasLog = true;
    qsizetype index = 0;
    readArray([&] {
        if (index >= MaximumHarEntries) {
            ++m_leftEntries;
            return m_json.skip();
        }
        if (m_current != Token::ObjectBegin)
            return m_json.skip();
        m_entry = {};
        m_entry.index = index++;
        m_contentEncoding.clear();
        m_bodyText.clear();
        readEntry();
        // An entry that is cut in the middle says less than it seems to.
        if (!isOver())
            finishEntry();
    });
}

void HarReader::readEntry()
{
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "request")
            readRequest();
        else if (name == "response")
            readResponse();
        else if (name == "timings")
            readTimings();
        else if (name == "_webSocketMessages")
            readMessages();
        else if (name == "_wirewise")
            readOurProbe();
        else if (name == "startedDateTime")
            m_entry.startedAt =
                QDateTime::fromString(QString::fromUtf8(readText()), Qt::ISODateWithMs).toUTC();
        else if (name == "time")
            m_entry.timing.total = duration(readNumber()).value_or(observation::Duration(0));
        else if (name == "serverIPAddress")
            m_entry.serverAddress = readText().replace('[', "").replace(']', "");
        else if (name == "_resourceType")
            m_entry.resourceType = readText();
        else
            skipValue();
    }
}

void HarReader::finishEntry()
{
    m_entry.body = m_bodyText;
    if (m_contentEncoding == "base64") {
        if (const auto decoded = fromBase64(m_bodyText.first(m_bodyText.size() / 4 * 4)))
            m_entry.body = *decoded;
        else
            m_entry.isBodyCut = !m_bodyText.isEmpty();
    }
    if (m_onEntry && !m_onEntry(m_entry))
        m_stopped = true;
}

QList<observation::HeaderPair> HarReader::readHeaders()
{
    QList<observation::HeaderPair> headers;
    readArray([&] {
        if (m_current != Token::ObjectBegin)
            return m_json.skip();
        observation::HeaderPair header;
        while (!isOver() && m_json.next() == Token::Key) {
            const QByteArray name = m_json.text();
            if (name == "name")
                header.first = readText();
            else if (name == "value")
                header.second = readText();
            else
                skipValue();
        }
        if (headers.size() < MostHeaders && !header.first.isEmpty())
            headers.append(std::move(header));
    });
    return headers;
}

void HarReader::readRequest()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "method")
            m_entry.method = readText();
        else if (name == "url")
            m_entry.url = readText();
        else if (name == "httpVersion")
            m_entry.httpVersion = readText();
        else if (name == "headers")
            m_entry.requestHeaders = readHeaders();
        else if (name == "postData")
            m_entry.hasRequestBody = true, skipValue();
        else
            skipValue();
    }
}

void HarReader::readResponse()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "status") {
            const double status = readNumber();
            m_entry.status = status >= 100 && status < 1000 ? static_cast<int>(status) : 0;
        } else if (name == "statusText") {
            m_entry.statusText = readText();
        } else if (name == "headers") {
            m_entry.responseHeaders = readHeaders();
        } else if (name == "content") {
            readContent();
        } else if (name == "_error") {
            m_entry.networkError = readText();
        } else {
            skipValue();
        }
    }
}

void HarReader::readContent()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "text")
            m_bodyText = readLongText(m_limits.body, &m_entry.isBodyCut, &m_entry.bodySize);
        else if (name == "encoding")
            m_contentEncoding = readText();
        else
            skipValue();
    }
}

void HarReader::readTimings()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    observation::Timing &timing = m_entry.timing;
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "dns")
            timing.name = duration(readNumber());
        else if (name == "connect")
            timing.connect = duration(readNumber());
        else if (name == "ssl")
            timing.tls = duration(readNumber());
        else if (name == "send")
            timing.send = duration(readNumber());
        else if (name == "wait")
            timing.wait = duration(readNumber());
        else if (name == "receive")
            timing.receive = duration(readNumber());
        else
            skipValue();
    }
    // HAR counts the handshake of TLS as a part of connect.
    if (timing.connect && timing.tls && *timing.connect >= *timing.tls)
        *timing.connect -= *timing.tls;
}

void HarReader::readMessages()
{
    readArray([&] {
        if (m_current != Token::ObjectBegin)
            return m_json.skip();
        m_message = {};
        m_messageType.clear();
        m_messageText.clear();
        m_messageBase64 = false;
        readMessage();
        if (!isOver())
            finishMessage();
    });
}

} // namespace wirewise::imports
