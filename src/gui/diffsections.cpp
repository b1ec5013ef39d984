#include "gui/diffsections.h"

#include "gui/widgets/bannercontent.h"
#include "gui/widgets/bytesection.h"

#include <QCoreApplication>

namespace wirewise::gui {

using comparison::Row;
using observation::Duration;
using observation::Exchange;
using observation::Message;

namespace {

/// So many messages of each side are compared; the whole sessions are in their own pages.
constexpr qsizetype ComparedMessages = 300;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::DiffSections)
};

QString sentFacts(const Exchange *exchange)
{
    return exchange && !exchange->sent.isEmpty() ? byteCount(exchange->sent.size()) : Words::tr("nothing");
}

QString receivedFacts(const Exchange *exchange)
{
    if (!exchange || exchange->received.isEmpty())
        return Words::tr("nothing");
    const QString bytes = byteCount(exchange->received.size());
    return exchange->timing.wait ? Words::tr("%1 after %2").arg(bytes, durationText(*exchange->timing.wait))
                                 : bytes;
}

QByteArray lineOf(const char *phase, const std::optional<Duration> &duration)
{
    const QString time = duration ? durationText(*duration) : Words::tr("none");
    return (Words::tr(phase) % QLatin1String(": ") % time).toUtf8();
}

QList<QByteArray> phaseLines(const Exchange *exchange)
{
    if (!exchange)
        return {};
    const observation::Timing &timing = exchange->timing;
    return {lineOf(QT_TRANSLATE_NOOP("wirewise::gui::DiffSections", "Name"), timing.name),
            lineOf(QT_TRANSLATE_NOOP("wirewise::gui::DiffSections", "TCP"), timing.connect),
            lineOf(QT_TRANSLATE_NOOP("wirewise::gui::DiffSections", "TLS"), timing.tls),
            lineOf(QT_TRANSLATE_NOOP("wirewise::gui::DiffSections", "Request"), timing.send),
            lineOf(QT_TRANSLATE_NOOP("wirewise::gui::DiffSections", "Wait"), timing.wait),
            lineOf(QT_TRANSLATE_NOOP("wirewise::gui::DiffSections", "Response"), timing.receive)};
}

/// Times differ in every run; only what is several times as long is told as a difference.
bool isNoise(const std::optional<Duration> &a, const std::optional<Duration> &b)
{
    constexpr Duration noticeable = std::chrono::milliseconds(200);
    if (!a || !b)
        return !a && !b;
    return std::max(*a, *b) - std::min(*a, *b) < noticeable;
}

QList<Row> phaseRows(const Exchange *left, const Exchange *right)
{
    constexpr std::optional<Duration> observation::Timing::*phases[] = {
        &observation::Timing::name, &observation::Timing::connect, &observation::Timing::tls,
        &observation::Timing::send, &observation::Timing::wait,    &observation::Timing::receive};
    const QList<QByteArray> a = phaseLines(left), b = phaseLines(right);
    QList<Row> rows;
    for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
        QList<Row> made = comparison::alignedTexts(a.mid(i, 1), b.mid(i, 1));
        if (made.size() == 1 && left && right && made.constFirst().sign == Row::Sign::Differs &&
            isNoise(left->timing.*phases[i], right->timing.*phases[i]))
            made.first().sign = Row::Sign::Expected;
        rows += made;
    }
    return rows;
}

QByteArray messageLine(const Message &message)
{
    const bool isSent = message.direction == wire::Direction::Sent;
    return (isSent ? QByteArray("\xe2\x86\x91 ") : QByteArray("\xe2\x86\x93 ")) + toString(message.opcode) +
           ": " + message.payload.left(comparison::Line::LongestLine);
}

QList<QByteArray> messageLines(const CompareSide &side)
{
    QList<QByteArray> lines;
    if (side.observation.session) {
        for (const Message &message : side.observation.session->messages.mid(0, ComparedMessages))
            lines.append(messageLine(message));
    }
    return lines;
}

QString messageFacts(const CompareSide &side)
{
    if (!side.observation.session || !side.observation.session->opened)
        return Words::tr("no session was opened");
    const qint64 count = qMax<qint64>(side.info.messages, side.observation.session->messages.size());
    return count > ComparedMessages ? Words::tr("the first %1 of %2").arg(ComparedMessages).arg(count)
                                    : Words::tr("%n message(s)", nullptr, static_cast<int>(count));
}

} // namespace

QList<DiffSection> exchangeSections(const CompareSide &left, const CompareSide &right,
                                    const QByteArray &probe)
{
    const Exchange *a = left.observation.exchange(probe), *b = right.observation.exchange(probe);
    return {{DiffSection::Kind::Sent, Words::tr("Sent"), sentFacts(a), sentFacts(b),
             comparison::alignedLines(a, b, wire::Direction::Sent), Words::tr("Nothing was sent.")},
            {DiffSection::Kind::Received, Words::tr("Received"), receivedFacts(a), receivedFacts(b),
             comparison::alignedLines(a, b, wire::Direction::Received), Words::tr("Nothing came back.")}};
}

QList<DiffSection> timelineSections(const CompareSide &left, const CompareSide &right,
                                    const QByteArray &probe)
{
    const Exchange *a = left.observation.exchange(probe), *b = right.observation.exchange(probe);
    const auto total = [](const Exchange *exchange) {
        return exchange ? durationText(exchange->timing.total) : Words::tr("not tried");
    };
    return {{DiffSection::Kind::Plain, Words::tr("Phases"), total(a), total(b), phaseRows(a, b),
             Words::tr("Neither side tried this probe.")}};
}

QList<DiffSection> messageSections(const CompareSide &left, const CompareSide &right)
{
    return {{DiffSection::Kind::Plain, Words::tr("Messages"), messageFacts(left), messageFacts(right),
             comparison::alignedTexts(messageLines(left), messageLines(right)),
             Words::tr("No messages on either side.")}};
}

} // namespace wirewise::gui
