#include "import/harreader.h"

#include <algorithm>

namespace wirewise::imports {

void HarReader::readMessage()
{
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        bool cut = false;
        if (name == "type") {
            m_messageType = readText();
        } else if (name == "time") {
            m_message.time = readNumber();
        } else if (name == "opcode") {
            const double opcode = readNumber();
            m_message.opcode = opcode >= 0 && opcode < 16 ? static_cast<int>(opcode) : -1;
        } else if (name == "data") {
            m_messageText = readLongText(m_limits.message, &cut);
            m_message.isWhole = m_message.isWhole && !cut;
        } else if (name == "_wirewise") {
            readMessageExtras();
        } else {
            skipValue();
        }
    }
}

void HarReader::readMessageExtras()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "wire_size") {
            m_message.wireSize = static_cast<qint64>(std::clamp(readNumber(), 0.0, 1e15));
        } else if (name == "frames") {
            m_message.frames = static_cast<int>(std::clamp(readNumber(), 0.0, 1e6));
        } else if (name == "compressed") {
            m_message.compressed = readFlag();
        } else if (name == "raw") {
            m_message.frames = readFlag() ? std::optional(0) : m_message.frames;
        } else if (name == "base64") {
            bool cut = false;
            m_messageText = readLongText(m_limits.message, &cut);
            m_messageBase64 = true;
            m_message.isWhole = m_message.isWhole && !cut;
        } else {
            skipValue();
        }
    }
}

void HarReader::finishMessage()
{
    m_message.sent = m_messageType == "send" || m_messageType == "request";
    const bool isError = m_messageType == "error" || m_message.opcode < 0;
    if (isError) {
        m_message.opcode = -1;
    } else if (m_messageBase64 || (m_message.opcode != 1 && m_message.opcode != 0)) {
        // Chrome writes what is no text as base64.
        if (const auto decoded = fromBase64(
                m_messageText.first(m_message.isWhole ? m_messageText.size() : m_messageText.size() / 4 * 4)))
            m_messageText = *decoded;
        else
            m_message.isWhole = false;
    }
    m_message.data = m_messageText;
    m_entry.messages += isError ? 0 : 1;
    if (isError && m_entry.networkError.isEmpty())
        m_entry.networkError = m_messageText.left(500);
    if (m_onMessage && !m_onMessage(m_entry.index, m_message))
        m_stopped = true;
}

void HarReader::readOurProbe()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "name")
            m_entry.probeName = readText();
        else if (name == "request")
            readOurRequest();
        else if (name == "response")
            readOurResponse();
        else if (name == "outcome")
            m_entry.outcome = observation::outcomeFromString(readText());
        else if (name == "detail")
            m_entry.detail = QString::fromUtf8(readText());
        else if (name == "experiment")
            readOurExperiment();
        else
            skipValue();
    }
}

void HarReader::readOurRequest()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver() && m_json.next() == Token::Key) {
        if (m_json.text() == "raw")
            m_entry.sent = fromBase64(readLongText(m_limits.body));
        else
            skipValue();
    }
}

void HarReader::readOurResponse()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    while (!isOver() && m_json.next() == Token::Key) {
        if (m_json.text() == "raw")
            m_entry.received = fromBase64(readLongText(m_limits.body));
        else
            skipValue();
    }
}

void HarReader::readOurExperiment()
{
    if (m_json.next() != Token::ObjectBegin)
        return m_json.skip();
    HarExperiment &experiment = m_entry.experiment.emplace();
    while (!isOver() && m_json.next() == Token::Key) {
        const QByteArray name = m_json.text();
        if (name == "change")
            experiment.change = QString::fromUtf8(readText());
        else if (name == "tells_apart")
            experiment.tellsApart = QString::fromUtf8(readText());
        else if (name == "role")
            experiment.isControl = readText() == "control";
        else if (name == "helps")
            experiment.helps = readFlag();
        else
            skipValue();
    }
}

} // namespace wirewise::imports
