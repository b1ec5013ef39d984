#include "redaction/layers.h"

#include <algorithm>
#include <array>

namespace wirewise::redaction {

namespace {

constexpr int DeepestLayer = 3;
/// All layers together are not larger than so many times the text, and a bit more for short ones.
constexpr qint64 BudgetFactor = 6;
constexpr qint64 SmallestBudget = 64 * 1024;
constexpr qint64 LargestBudget = qint64(64) * 1024 * 1024;
/// A shorter word hides no secret that is worth a look.
constexpr qsizetype ShortestWord = 10;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// RFC 3986 section 2.1.
qsizetype readPercent(QByteArrayView text, qsizetype at, QByteArray *out)
{
    if (at + 2 >= text.size())
        return 0;
    const int high = hexDigit(text.at(at + 1));
    const int low = hexDigit(text.at(at + 2));
    if (high < 0 || low < 0)
        return 0;
    out->append(static_cast<char>(high * 16 + low));
    return 3;
}

void appendCharacter(uint code, QByteArray *out)
{
    const char32_t character = code;
    out->append(QString::fromUcs4(&character, 1).toUtf8());
}

/// RFC 8259 section 7. A pair of surrogates is read as two unknown characters: secrets are of ASCII.
qsizetype readJsonEscape(QByteArrayView text, qsizetype at, QByteArray *out)
{
    if (at + 1 >= text.size())
        return 0;
    const char kind = text.at(at + 1);
    if (kind != 'u') {
        constexpr QByteArrayView kinds("\"\\/'bfnrt");
        constexpr QByteArrayView meant("\"\\/'\b\f\n\r\t");
        const qsizetype index = kinds.indexOf(kind);
        if (index < 0)
            return 0;
        out->append(meant.at(index));
        return 2;
    }
    if (at + 5 >= text.size())
        return 0;
    uint code = 0;
    for (qsizetype i = at + 2; i < at + 6; ++i) {
        const int digit = hexDigit(text.at(i));
        if (digit < 0)
            return 0;
        code = code * 16 + uint(digit);
    }
    appendCharacter(code, out);
    return 6;
}

/// The five names that every writer uses, and characters by their number.
qsizetype readEntity(QByteArrayView text, qsizetype at, QByteArray *out)
{
    constexpr qsizetype longest = 10;
    const QByteArrayView near = text.sliced(at, qMin(longest, text.size() - at));
    const qsizetype end = near.indexOf(';');
    if (end < 3)
        return 0;
    const QByteArrayView name = near.sliced(1, end - 1);
    struct Entity
    {
        QByteArrayView name;
        char meant;
    };
    static constexpr Entity named[] = {{"amp", '&'}, {"quot", '"'}, {"apos", '\''}, {"lt", '<'}, {"gt", '>'}};
    for (const Entity &entity : named) {
        if (name == entity.name) {
            out->append(entity.meant);
            return end + 1;
        }
    }
    if (name.at(0) != '#' || name.size() < 2)
        return 0;
    const bool isHex = (name.at(1) | 0x20) == 'x';
    bool isNumber = false;
    const uint code = name.sliced(isHex ? 2 : 1).toByteArray().toUInt(&isNumber, isHex ? 16 : 10);
    if (!isNumber || code > 0x10FFFF)
        return 0;
    appendCharacter(code, out);
    return end + 1;
}

constexpr std::array<bool, 256> wordCharacters()
{
    std::array<bool, 256> is{};
    for (std::size_t c = 0; c < is.size(); ++c)
        is[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
                c == '/' || c == '-' || c == '_';
    return is;
}
constexpr std::array<bool, 256> IsWordCharacter = wordCharacters();

} // namespace

Layers::Layers(QByteArrayView text)
    : m_text(text)
    , m_budget(SmallestBudget + qMin(BudgetFactor * text.size(), LargestBudget))
{
    m_layers.emplace_back();
    for (qsizetype layer = 0; layer < count(); ++layer) {
        if (m_layers[size_t(layer)].depth >= DeepestLayer)
            continue;
        addEscaped(layer, '%', readPercent);
        addEscaped(layer, '\\', readJsonEscape);
        addEscaped(layer, '&', readEntity);
        addWords(layer);
    }
}

QByteArrayView Layers::bytes(qsizetype layer) const
{
    return layer == 0 ? m_text : QByteArrayView(m_layers[size_t(layer)].read);
}

void Layers::add(Layer layer)
{
    layer.depth = m_layers[size_t(layer.parent)].depth + 1;
    m_budget -= layer.read.size();
    if (m_budget >= 0)
        m_layers.push_back(std::move(layer));
}

void Layers::addEscaped(qsizetype parent, char sign, ReadEscape readEscape)
{
    const QByteArrayView text = bytes(parent);
    Layer layer;
    layer.parent = parent;
    qsizetype copied = 0;
    for (qsizetype at = text.indexOf(sign); at >= 0 && m_budget > 0;) {
        QByteArray meant;
        const qsizetype length = readEscape(text, at, &meant);
        if (length > 0) {
            layer.read.append(text.sliced(copied, at - copied));
            layer.steps.push_back({layer.read.size(), at});
            layer.read.append(meant);
            copied = at + length;
            layer.steps.push_back({layer.read.size(), copied});
        }
        const qsizetype next = at + qMax<qsizetype>(length, 1);
        at = next < text.size() ? text.indexOf(sign, next) : -1;
    }
    if (layer.steps.empty())
        return;
    layer.read.append(text.sliced(copied));
    add(std::move(layer));
}

void Layers::addWords(qsizetype parent)
{
    for (qsizetype from = 0; from < bytes(parent).size() && m_budget > 0;) {
        const QByteArrayView text = bytes(parent);
        qsizetype to = from;
        while (to < text.size() && IsWordCharacter[static_cast<quint8>(text.at(to))])
            ++to;
        if (to - from >= ShortestWord)
            addWord(parent, from, to);
        from = to + 1;
    }
}

void Layers::addWord(qsizetype parent, qsizetype from, qsizetype to)
{
    const QByteArray word = bytes(parent).sliced(from, to - from).toByteArray();
    const auto addRead = [&](const QByteArray &read, qsizetype start) {
        Layer layer;
        layer.read = read;
        layer.parent = parent;
        layer.word = {start, to - start};
        add(std::move(layer));
    };
    if (word.size() % 2 == 0 &&
        std::all_of(word.begin(), word.end(), [](char c) { return hexDigit(c) >= 0; }))
        addRead(QByteArray::fromHex(word), from);
    // Base64 without a capital is rare, words and paths without one are not.
    if (std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        return;
    const bool isUrlSafe = word.contains('-') || word.contains('_');
    const auto options = isUrlSafe ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    // A path's last part, or what follows "data:…/", begins behind a character that base64 has too.
    const qsizetype slash = word.lastIndexOf('/');
    addRead(QByteArray::fromBase64(word, options), from);
    if (slash >= 0 && word.size() - slash > ShortestWord)
        addRead(QByteArray::fromBase64(word.sliced(slash + 1), options), from + slash + 1);
}

wire::ByteRange Layers::sourceOf(qsizetype index, wire::ByteRange range) const
{
    while (index > 0) {
        const Layer &layer = m_layers[size_t(index)];
        if (layer.steps.empty()) {
            range = layer.word;
        } else {
            const auto source = [&layer](qint64 read) {
                const auto behind =
                    std::upper_bound(layer.steps.begin(), layer.steps.end(), read,
                                     [](qint64 position, const Step &step) { return position < step.read; });
                if (behind == layer.steps.begin())
                    return read;
                const Step &step = *(behind - 1);
                return step.source + (read - step.read);
            };
            // The end is where the last byte's own telling ends, not where the next escape begins.
            const qint64 start = source(range.offset);
            const qint64 end = source(range.end());
            range = {start, qMax<qint64>(end - start, 0)};
        }
        index = layer.parent;
    }
    return range;
}

} // namespace wirewise::redaction
