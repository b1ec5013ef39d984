#include "report/markedbytes.h"

#include "observation/printable.h"
#include "redaction/redactor.h"
#include "report/reportwords.h"
#include "wire/utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace wirewise::report {

using namespace observation;
using diagnosis::Evidence;
using redaction::Place;
using wire::ByteRange;

namespace {

/// Of contents that are no text so many bytes are shown in hexadecimal.
constexpr qsizetype ShownHex = 32;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::MarkedBytes)
};

struct Mark
{
    ByteRange range;
    int number = 0;
};

QList<Mark> marksOf(const diagnosis::Finding *finding, const Exchange &exchange, wire::Direction direction)
{
    QList<Mark> marks;
    for (qsizetype i = 0; finding && i < finding->evidence.size(); ++i) {
        const Evidence &evidence = finding->evidence.at(i);
        if (evidence.probe == exchange.name() && evidence.direction == direction && !evidence.inSession &&
            !evidence.range.isEmpty())
            marks.append({evidence.range, int(i) + 1});
    }
    return marks;
}

/// Bytes as text. In a head a line feed without its carriage return is worth seeing.
QString shownText(QByteArrayView bytes, bool inHead)
{
    QString text;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView line = end < 0 ? bytes : bytes.first(end);
        const bool hasReturn = end > 0 && line.endsWith('\r');
        text += printable(hasReturn ? line.chopped(1) : line);
        if (end < 0)
            break;
        if (inHead && !hasReturn)
            text += QChar(char16_t(0x240A));
        text += u'\n';
        bytes = bytes.sliced(end + 1);
    }
    return text;
}

/// Where runs begin and end: at every mark and place, but never inside a place.
std::set<qint64> bordersOf(qint64 size, qint64 headEnd, const QList<Mark> &marks, const QList<Place> &places)
{
    std::set<qint64> borders{0, size, std::min(headEnd, size)};
    const auto add = [&borders, size](ByteRange range) {
        borders.insert(std::clamp<qint64>(range.offset, 0, size));
        borders.insert(std::clamp<qint64>(range.end(), 0, size));
    };
    for (const Mark &mark : marks)
        add(mark.range);
    for (const Place &place : places) {
        add(place.range);
        borders.erase(borders.upper_bound(place.range.offset), borders.lower_bound(place.range.end()));
    }
    return borders;
}

Run runOf(QByteArrayView bytes, ByteRange range, bool inHead, const QList<Mark> &marks,
          const QList<Place> &places)
{
    Run run;
    const auto place = std::find_if(places.cbegin(), places.cend(), [range](const Place &candidate) {
        return candidate.range.contains(range.offset);
    });
    if (place != places.cend()) {
        run.text = place->label;
        run.removed = place->range.length;
    } else {
        run.text = shownText(bytes.sliced(range.offset, range.length), inHead);
    }
    for (const Mark &mark : marks) {
        run.evidence = run.evidence || (mark.range.offset < range.end() && mark.range.end() > range.offset);
        if (mark.range.end() > range.offset && mark.range.end() <= range.end())
            run.proofs.append(mark.number);
    }
    return run;
}

QList<Run> runsOf(QByteArrayView bytes, qint64 headEnd, const QList<Mark> &marks, const QList<Place> &places)
{
    QList<Run> runs;
    qint64 begin = 0;
    for (const qint64 end : bordersOf(bytes.size(), headEnd, marks, places)) {
        if (end > begin)
            runs.append(runOf(bytes, {begin, end - begin}, begin < headEnd, marks, places));
        begin = end;
    }
    return runs;
}

/// The empty line behind a head without content is no news, and looks like a gap.
void dropLastLineEnds(QList<Run> &runs)
{
    while (!runs.isEmpty() && runs.constLast().removed == 0) {
        QString &text = runs.last().text;
        while (text.endsWith(u'\n'))
            text.chop(1);
        if (!text.isEmpty() || !runs.constLast().proofs.isEmpty())
            return;
        runs.removeLast();
    }
}

/// Text may be cut inside a character; nothing else may be wrong with it.
bool isText(QByteArrayView bytes)
{
    wire::Utf8Validator validator;
    return validator.feed(bytes) && !bytes.contains('\0');
}

/// Where the content begins in the bytes; their end if there is none.
qint64 headEndOf(const Exchange &exchange, wire::Direction direction, const QByteArray &bytes)
{
    if (direction == wire::Direction::Received && exchange.response)
        return exchange.response->head.end();
    const qsizetype blank = bytes.indexOf("\r\n\r\n");
    return blank < 0 ? bytes.size() : blank + 4;
}

} // namespace

MarkedBytes markedBytes(const Exchange &exchange, wire::Direction direction,
                        const diagnosis::Finding *finding, const redaction::Redactor *redactor,
                        qsizetype most)
{
    const QByteArray &bytes = direction == wire::Direction::Sent ? exchange.sent : exchange.received;
    const qint64 headEnd = std::min<qint64>(headEndOf(exchange, direction, bytes), bytes.size());
    const QByteArrayView content = QByteArrayView(bytes).sliced(headEnd);
    QByteArrayView shown = QByteArrayView(bytes).first(std::min(bytes.size(), most));
    MarkedBytes marked;
    if (!isText(content.first(std::min(content.size(), most)))) {
        shown = shown.first(std::min<qint64>(headEnd, shown.size()));
        const QByteArray start = content.first(std::min(content.size(), ShownHex)).toByteArray().toHex(' ');
        marked.left = Texts::tr("%1 that are no text: %2%3")
                          .arg(byteCount(content.size()), QString::fromLatin1(start),
                               content.size() > ShownHex ? QStringLiteral(" …") : QString());
    } else if (shown.size() < bytes.size()) {
        marked.left = Texts::tr("and %1 more").arg(byteCount(bytes.size() - shown.size()));
    }
    const QList<Place> places = redactor ? redactor->places(shown) : QList<Place>();
    marked.runs = runsOf(shown, headEnd, marksOf(finding, exchange, direction), places);
    dropLastLineEnds(marked.runs);
    return marked;
}

QList<Run> labelledRuns(const QString &text, const redaction::Redactor *redactor)
{
    if (!redactor)
        return {{shownText(text.toUtf8(), false), 0, false, {}}};
    const QByteArray bytes = text.toUtf8();
    return runsOf(bytes, 0, {}, redactor->places(bytes));
}

QString removalLabel(const Run &run)
{
    return Texts::tr("%1, %2 removed").arg(run.text, byteCount(run.removed));
}

} // namespace wirewise::report
