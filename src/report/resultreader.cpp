#include "report/resultreader.h"

#include <QCoreApplication>

namespace wirewise::report {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::ResultReader)
};

constexpr qsizetype MaximumDepth = 200;

} // namespace

void ResultReader::feed(QByteArrayView bytes)
{
    for (const char byte : bytes) {
        if (!m_error.isEmpty())
            return;
        feed(byte);
    }
}

void ResultReader::feedEnd()
{
    if (m_error.isEmpty() && (m_inString || !m_open.isEmpty()))
        fail(Texts::tr("it ends in the middle of a value; it was not written to its end"));
}

QList<QByteArray> ResultReader::take()
{
    return std::exchange(m_results, {});
}

void ResultReader::feed(char byte)
{
    // An object outside of a list is a RESULT unless it turns out to be the document around them.
    const bool begins = byte == '{' && !m_inString && m_place != Place::BehindList &&
                        m_open.size() == (m_place == Place::InList ? m_listDepth : 0);
    if (begins || !m_kept.isEmpty())
        m_kept += byte;
    if (m_kept.size() > MaximumResult)
        return fail(Texts::tr("one result in it is larger than 64 MiB"));
    if (m_inString)
        return feedString(byte);
    switch (byte) {
    case '"':
        m_inString = true;
        m_word.clear();
        break;
    case ':':
        if (m_open.size() == 1)
            m_member = m_word;
        break;
    case '{':
    case '[':
        open(byte);
        break;
    case '}':
    case ']':
        close(byte);
        break;
    default:
        if (m_open.isEmpty() && !QByteArrayView(" \t\r\n").contains(byte))
            fail(Texts::tr("it is not JSON"));
    }
}

void ResultReader::feedString(char byte)
{
    if (m_escaped)
        m_escaped = false;
    else if (byte == '\\')
        m_escaped = true;
    else if (byte == '"')
        m_inString = false;
    else if (m_open.size() == 1 && m_word.size() < 16)
        m_word += byte;
}

void ResultReader::open(char byte)
{
    if (m_open.size() >= MaximumDepth)
        return fail(Texts::tr("its values are nested too deeply"));
    const bool listOfResults = byte == '[' && m_place == Place::Outside &&
                               (m_open.isEmpty() || (m_open == "{" && m_member == "results"));
    m_open += byte;
    if (listOfResults) {
        m_place = Place::InList;
        m_listDepth = m_open.size();
        m_kept.clear();
    }
}

void ResultReader::close(char byte)
{
    if (m_open.isEmpty() || (m_open.back() == '{') != (byte == '}'))
        return fail(Texts::tr("it is not JSON"));
    m_open.chop(1);
    if (m_place == Place::InList && m_open.size() < m_listDepth)
        m_place = Place::BehindList;
    else if (!m_kept.isEmpty() && m_open.size() == (m_place == Place::InList ? m_listDepth : 0))
        m_results.append(std::exchange(m_kept, {}));
    if (m_open.isEmpty()) {
        m_place = Place::Outside;
        m_member.clear();
    }
}

void ResultReader::fail(const QString &sentence)
{
    m_error = sentence;
    m_kept.clear();
}

} // namespace wirewise::report
