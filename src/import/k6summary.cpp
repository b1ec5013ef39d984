#include "import/k6summary.h"

#include "import/jsonstream.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace wirewise::imports {

using observation::Duration;
using observation::LatencyFigures;
using observation::LoadTest;
using Token = JsonStream::Token;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::K6Summary)
};

/// Numbers of one metric by their names: "count", "p(95)", …
using Numbers = QHash<QByteArray, double>;

/// No summary has more of them that are of use.
constexpr qsizetype MostNumbers = 64;

bool isKnown(const QByteArray &metric)
{
    constexpr const char *names[] = {"ws_connecting",   "ws_sessions",      "ws_msgs_sent",
                                     "ws_ping",         "checks",           "wirewise_opened",
                                     "wirewise_failed", "wirewise_dropped", "wirewise_handshake",
                                     "wirewise_answer"};
    return std::any_of(std::begin(names), std::end(names), [&](const char *name) { return metric == name; });
}

/// Reads what is known, and passes over everything else.
class Reader
{
public:
    explicit Reader(QIODevice *device)
        : m_stream(device)
    {
    }

    /// Empty, or why it is no summary.
    QString read()
    {
        if (m_stream.next() != Token::ObjectBegin)
            return Texts::tr("A JSON object was expected, as k6 run --summary-export writes it.");
        while (isMember()) {
            const QByteArray key = m_stream.text();
            const Token value = m_stream.next();
            if (key == "metrics" && value == Token::ObjectBegin)
                readMetrics();
            else if (key == "state" && value == Token::ObjectBegin)
                readNumbers(m_state);
            else
                m_stream.skip();
        }
        if (m_stream.fault() != JsonStream::Fault::None || m_stream.offset() > MaximumSummarySize)
            return Texts::tr("The text is no whole JSON; it stops making sense at byte %1.")
                .arg(m_stream.offset());
        return m_metrics.isEmpty() ? Texts::tr("It holds no metric of a WebSocket.") : QString();
    }

    [[nodiscard]] const Numbers *metric(const char *name) const
    {
        const auto found = m_metrics.constFind(name);
        return found == m_metrics.cend() ? nullptr : &*found;
    }
    [[nodiscard]] const Numbers &state() const { return m_state; }

private:
    /// Goes to the next member of the object that is read.
    bool isMember()
    {
        if (m_stream.offset() > MaximumSummarySize)
            return false;
        return m_stream.next() == Token::Key;
    }

    void readMetrics()
    {
        while (isMember()) {
            const QByteArray name = m_stream.text();
            const Token value = m_stream.next();
            if (value == Token::ObjectBegin && isKnown(name))
                readNumbers(m_metrics[name]);
            else
                m_stream.skip();
        }
    }

    /// Of an object, and of the object "values" within it, where handleSummary() has them.
    void readNumbers(Numbers &numbers)
    {
        while (isMember()) {
            const QByteArray name = m_stream.text();
            const Token value = m_stream.next();
            if (value == Token::Number && numbers.size() < MostNumbers) {
                bool isNumber = false;
                const double number = m_stream.text().toDouble(&isNumber);
                if (isNumber && std::isfinite(number))
                    numbers.insert(name, number);
            } else if (value == Token::ObjectBegin && name == "values") {
                readNumbers(numbers);
            } else {
                m_stream.skip();
            }
        }
    }

    JsonStream m_stream;
    QHash<QByteArray, Numbers> m_metrics;
    Numbers m_state;
};

int countOf(const Numbers *metric, const char *name = "count")
{
    const double count = metric ? metric->value(name, 0) : 0;
    return static_cast<int>(std::clamp(count, 0.0, 1e9));
}

std::optional<Duration> timeOf(const Numbers &metric, const char *name)
{
    const auto found = metric.constFind(name);
    if (found == metric.cend() || *found < 0)
        return {};
    return Duration(std::llround(std::min(*found, 1e9) * 1000)); // k6 has milliseconds
}

LatencyFigures figuresOf(const Numbers *trend, qint64 usualCount)
{
    if (!trend)
        return {};
    LatencyFigures figures;
    figures.count = trend->contains("count") ? countOf(trend) : usualCount;
    figures.median = timeOf(*trend, trend->contains("med") ? "med" : "p(50)");
    figures.p95 = timeOf(*trend, "p(95)");
    figures.p99 = timeOf(*trend, "p(99)");
    figures.worst = timeOf(*trend, "max");
    return figures;
}

void readCounts(const Reader &reader, K6Summary &summary)
{
    LoadTest &test = summary.test;
    const bool isOurs = reader.metric("wirewise_opened") || reader.metric("wirewise_failed");
    if (isOurs) {
        test.opened = countOf(reader.metric("wirewise_opened"));
        test.failed = countOf(reader.metric("wirewise_failed"));
        test.dropped = countOf(reader.metric("wirewise_dropped"));
    } else {
        test.opened = countOf(reader.metric("ws_sessions"));
        test.failed = countOf(reader.metric("checks"), "fails");
        summary.remarks.append(Texts::tr(
            "The sessions are those of ws_sessions; failed checks count as connections that did not "
            "open. k6 itself does not tell which sessions were dropped."));
    }
    test.begun = test.opened + test.failed;
    test.plan.connections = test.begun;
    test.sent = countOf(reader.metric("ws_msgs_sent"));
}

} // namespace

bool looksLikeK6Summary(QIODevice *device)
{
    if (device->isSequential())
        return false; // what is read of a pipe would be missing afterwards
    bool hasMetrics = false;
    JsonStream stream(device);
    if (stream.next() == Token::ObjectBegin) {
        while (!hasMetrics && stream.offset() <= MaximumSummarySize && stream.next() == Token::Key) {
            if (stream.text() == "log")
                break; // a HAR
            hasMetrics = stream.text() == "metrics";
            stream.next();
            if (!hasMetrics)
                stream.skip();
        }
    }
    device->seek(0);
    return hasMetrics;
}

K6Summary readK6Summary(QIODevice *device)
{
    K6Summary summary;
    Reader reader(device);
    summary.error = reader.read();
    if (!summary.error.isEmpty())
        return summary;
    LoadTest &test = summary.test;
    test.source = QStringLiteral("k6");
    test.finished = true;
    readCounts(reader, summary);
    const Numbers *handshake = reader.metric("wirewise_handshake");
    const Numbers *answer = reader.metric("wirewise_answer");
    test.handshake = figuresOf(handshake ? handshake : reader.metric("ws_connecting"), test.opened);
    test.answer = figuresOf(answer ? answer : reader.metric("ws_ping"), 0);
    if (const auto took = timeOf(reader.state(), "testRunDurationMs"))
        test.took = *took;
    return summary;
}

} // namespace wirewise::imports
