#include "comparison/linediff.h"

#include "comparison/passing.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace wirewise::comparison {

using observation::Exchange;

namespace {

/// The lines of one direction, in their order.
class LineReader
{
public:
    explicit LineReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    /// Start line and headers up to the empty line, then the body.
    QList<Line> read(bool hasHead)
    {
        bool inHead = hasHead;
        while (m_at < m_bytes.size() && m_lines.size() < MostLines) {
            const qsizetype end = m_bytes.indexOf('\n', m_at);
            const qsizetype next = end < 0 ? m_bytes.size() : end + 1;
            QByteArrayView line = m_bytes.sliced(m_at, (end < 0 ? next : end) - m_at);
            if (line.endsWith('\r'))
                line.chop(1);
            if (inHead && line.isEmpty() && !m_lines.isEmpty())
                inHead = false;
            else
                append(line, !inHead             ? Line::Kind::Body
                             : m_lines.isEmpty() ? Line::Kind::Start
                                                 : Line::Kind::Header);
            m_at = next;
        }
        return std::move(m_lines);
    }

private:
    void append(QByteArrayView line, Line::Kind kind)
    {
        Line made;
        made.kind = kind;
        made.range = {m_at, line.size()};
        made.text = line.first(qMin<qsizetype>(line.size(), Line::LongestLine)).toByteArray();
        if (kind == Line::Kind::Header)
            made.nameLength = qMax<qsizetype>(0, made.text.indexOf(':'));
        m_lines.append(made);
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    QList<Line> m_lines;
};

QList<Line> linesOf(const Exchange *exchange, wire::Direction direction)
{
    if (!exchange)
        return {};
    const bool isSent = direction == wire::Direction::Sent;
    const bool hasHead = isSent || (exchange->response && exchange->response->status > 0);
    QByteArrayView bytes = isSent ? exchange->sent : exchange->received;
    // Behind a 101 come frames, which are no lines.
    if (!isSent && exchange->status() == 101)
        bytes = bytes.first(qMin<qint64>(bytes.size(), exchange->response->head.end()));
    return LineReader(bytes).read(hasHead);
}

QByteArray nameOf(const Line &line)
{
    return line.text.left(line.nameLength).toLower();
}

QByteArrayView valueOf(const Line &line)
{
    return QByteArrayView(line.text).sliced(qMin(line.text.size(), line.nameLength + 1)).trimmed();
}

bool isInsideCharacter(QByteArrayView text, qsizetype at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// Marks what lies between the beginning and the end that both lines have.
void markChange(Line &left, Line &right)
{
    const QByteArrayView a = left.text, b = right.text;
    const qsizetype shorter = qMin(a.size(), b.size());
    qsizetype begin = 0;
    while (begin < shorter && a[begin] == b[begin])
        ++begin;
    while (begin > 0 && (isInsideCharacter(a, begin) || isInsideCharacter(b, begin)))
        --begin;
    qsizetype tail = 0;
    while (tail < shorter - begin && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    while (tail > 0 && isInsideCharacter(a, a.size() - tail))
        --tail;
    left.changed = {begin, a.size() - tail - begin};
    right.changed = {begin, b.size() - tail - begin};
}

/// In a request only the key is made anew; all else was chosen.
bool isMadeAnew(const Line &left, const Line &right, wire::Direction direction)
{
    const bool isHeader = left.kind == Line::Kind::Header;
    if (direction == wire::Direction::Sent)
        return isHeader && nameOf(left) == "sec-websocket-key";
    return isHeader ? changesEveryRun(nameOf(left), valueOf(left), valueOf(right))
                    : left.kind == Line::Kind::Body && differInIdentifiersOnly(left.text, right.text);
}

Row beside(Line left, Line right, wire::Direction direction)
{
    const bool isHeader = left.kind == Line::Kind::Header && right.kind == Line::Kind::Header;
    const bool isEqual = isHeader ? valueOf(left) == valueOf(right) : left.text == right.text;
    Row row;
    if (!isEqual) {
        const bool isPassing = isMadeAnew(left, right, direction);
        row.sign = isPassing ? Row::Sign::Expected : Row::Sign::Differs;
        markChange(left, right);
    }
    row.left = std::move(left);
    row.right = std::move(right);
    return row;
}

Row onlyLeft(const Line &line)
{
    return {Row::Sign::OnlyLeft, line, {}};
}

Row onlyRight(const Line &line)
{
    return {Row::Sign::OnlyRight, {}, line};
}

/// For each left header the right one of the same name; the nth of a name belongs to the nth. -1: none.
std::vector<qsizetype> partnersOf(const QList<Line> &left, const QList<Line> &right)
{
    QHash<QByteArray, QList<qsizetype>> places;
    for (qsizetype i = 0; i < right.size(); ++i)
        places[nameOf(right.at(i))].append(i);
    std::vector<qsizetype> partners;
    for (const Line &line : left) {
        const auto found = places.find(nameOf(line));
        partners.push_back(found == places.end() || found->isEmpty() ? -1 : found->takeFirst());
    }
    return partners;
}

void alignHeaders(const QList<Line> &left, const QList<Line> &right, wire::Direction direction,
                  QList<Row> &rows)
{
    const std::vector<qsizetype> partners = partnersOf(left, right);
    std::vector<bool> isTaken(static_cast<std::size_t>(right.size()), false);
    for (const qsizetype partner : partners) {
        if (partner >= 0)
            isTaken[static_cast<std::size_t>(partner)] = true;
    }
    // What only the right side has stands before the header that follows it there.
    qsizetype told = 0;
    const auto tellRight = [&](qsizetype end) {
        for (; told < end; ++told) {
            if (!isTaken[static_cast<std::size_t>(told)])
                rows.append(onlyRight(right.at(told)));
        }
    };
    for (qsizetype i = 0; i < left.size(); ++i) {
        const auto next =
            std::find_if(partners.begin() + i, partners.end(), [](qsizetype p) { return p >= 0; });
        tellRight(next == partners.end() ? right.size() : *next);
        const qsizetype partner = partners[static_cast<std::size_t>(i)];
        rows.append(partner < 0 ? onlyLeft(left.at(i)) : beside(left.at(i), right.at(partner), direction));
    }
    tellRight(right.size());
}

/// Lines of one side that lost their counterpart, beside those of the other side at the same place.
void tellGap(QList<Line> &left, QList<Line> &right, wire::Direction direction, QList<Row> &rows)
{
    const qsizetype both = qMin(left.size(), right.size());
    for (qsizetype i = 0; i < both; ++i)
        rows.append(beside(left.at(i), right.at(i), direction));
    for (qsizetype i = both; i < left.size(); ++i)
        rows.append(onlyLeft(left.at(i)));
    for (qsizetype i = both; i < right.size(); ++i)
        rows.append(onlyRight(right.at(i)));
    left.clear();
    right.clear();
}

qsizetype numberOf(const QByteArray &text, QHash<QByteArray, qsizetype> &known)
{
    const auto found = known.constFind(text);
    return found != known.constEnd() ? *found : *known.insert(text, known.size());
}

/// A number for each line, the same for the same text, so that comparing two costs nothing.
std::vector<qsizetype> numbersOf(const QList<Line> &lines, QHash<QByteArray, qsizetype> &known)
{
    std::vector<qsizetype> numbers;
    for (const Line &line : lines)
        numbers.push_back(numberOf(line.text, known));
    return numbers;
}

/// Longest common subsequence: lengths of the best alignment from (i, j) on.
std::vector<std::vector<int>> commonLengths(const QList<Line> &left, const QList<Line> &right)
{
    QHash<QByteArray, qsizetype> known;
    const std::vector<qsizetype> a = numbersOf(left, known), b = numbersOf(right, known);
    const auto rows = static_cast<std::size_t>(left.size()), columns = static_cast<std::size_t>(right.size());
    std::vector<std::vector<int>> lengths(rows + 1, std::vector<int>(columns + 1, 0));
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            lengths[i][j] =
                a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
        }
    }
    return lengths;
}

void alignBodies(const QList<Line> &left, const QList<Line> &right, wire::Direction direction,
                 QList<Row> &rows)
{
    const QList<Line> a = left.mid(0, MostAlignedLines), b = right.mid(0, MostAlignedLines);
    const auto lengths = commonLengths(a, b);
    QList<Line> goneLeft, goneRight;
    qsizetype i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        const auto x = static_cast<std::size_t>(i), y = static_cast<std::size_t>(j);
        if (a.at(i).text == b.at(j).text) {
            tellGap(goneLeft, goneRight, direction, rows);
            rows.append(beside(a.at(i++), b.at(j++), direction));
        } else if (lengths[x + 1][y] >= lengths[x][y + 1]) {
            goneLeft.append(a.at(i++));
        } else {
            goneRight.append(b.at(j++));
        }
    }
    goneLeft += left.mid(i);
    goneRight += right.mid(j);
    tellGap(goneLeft, goneRight, direction, rows);
}

QList<Line> ofKind(const QList<Line> &lines, Line::Kind kind)
{
    QList<Line> found;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(found),
                 [kind](const Line &line) { return line.kind == kind; });
    return found;
}

} // namespace

QList<Row> alignedLines(const Exchange *left, const Exchange *right, wire::Direction direction)
{
    const QList<Line> a = linesOf(left, direction), b = linesOf(right, direction);
    QList<Row> rows;
    QList<Line> startsLeft = ofKind(a, Line::Kind::Start), startsRight = ofKind(b, Line::Kind::Start);
    tellGap(startsLeft, startsRight, direction, rows);
    alignHeaders(ofKind(a, Line::Kind::Header), ofKind(b, Line::Kind::Header), direction, rows);
    alignBodies(ofKind(a, Line::Kind::Body), ofKind(b, Line::Kind::Body), direction, rows);
    return rows;
}

QList<Row> alignedTexts(const QList<QByteArray> &left, const QList<QByteArray> &right)
{
    const auto lines = [](const QList<QByteArray> &texts) {
        QList<Line> made;
        for (const QByteArray &text : texts) {
            Line line;
            line.text = text.left(Line::LongestLine);
            made.append(line);
        }
        return made;
    };
    QList<Row> rows;
    alignBodies(lines(left), lines(right), wire::Direction::Received, rows);
    return rows;
}

} // namespace wirewise::comparison
