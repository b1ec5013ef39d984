#include "observation/messagefilter.h"

#include "wire/json.h"

#include <algorithm>
#include <cstring>

namespace wirewise::observation {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

char raised(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

bool beginsWith(const char *at, QByteArrayView needle)
{
    return std::equal(needle.begin(), needle.end(), at,
                      [](char wanted, char c) { return wanted == lowered(c); });
}

/// Looks for one byte and compares behind it; memchr is what makes this quick.
bool holdsFrom(QByteArrayView haystack, QByteArrayView needle, char first)
{
    const char *at = haystack.data();
    const char *const last = haystack.data() + haystack.size() - needle.size();
    while (at <= last) {
        at = static_cast<const char *>(std::memchr(at, first, static_cast<size_t>(last - at) + 1));
        if (!at)
            return false;
        if (beginsWith(at, needle))
            return true;
        ++at;
    }
    return false;
}

/// Reading JSON costs much more than looking for the name: first the name, then the tree.
bool hasMember(QByteArrayView payload, const FilterTerm &term)
{
    const QByteArray quoted = '"' + term.word + '"';
    if (!holds(payload, quoted, false) && !payload.contains('\\'))
        return false;
    const wire::JsonTree tree = wire::JsonTree::parse(payload);
    return std::any_of(tree.nodes().begin(), tree.nodes().end(), [&](const wire::JsonNode &node) {
        return node.keyStart >= 0 && wire::keyOf(node, payload) == term.word &&
               (term.value.isEmpty() || wire::valueOf(node, payload) == term.value);
    });
}

bool agrees(const FilterTerm &term, QByteArrayView payload, wire::Opcode opcode)
{
    switch (term.kind) {
    case FilterTerm::Kind::Word:
        return holds(payload, term.word, term.anyCase);
    case FilterTerm::Kind::Pattern:
        return term.pattern.match(QString::fromUtf8(payload)).hasMatch();
    case FilterTerm::Kind::Key:
        return opcode == wire::Opcode::Text && hasMember(payload, term);
    }
    return false;
}

bool isShown(const MessageFilter &filter, wire::Opcode opcode)
{
    switch (opcode) {
    case wire::Opcode::Text:
        return filter.text;
    case wire::Opcode::Binary:
        return filter.binary;
    case wire::Opcode::Close:
        return filter.close;
    default:
        return filter.control;
    }
}

} // namespace

bool MessageFilter::isEmpty() const
{
    return sent && received && text && binary && control && close && smallest <= 0 &&
           largest == std::numeric_limits<qint64>::max() && terms.isEmpty();
}

bool MessageFilter::passes(wire::Direction direction, wire::Opcode opcode, QByteArrayView payload) const
{
    if (!(direction == wire::Direction::Sent ? sent : received) || !isShown(*this, opcode))
        return false;
    if (payload.size() < smallest || payload.size() > largest)
        return false;
    return std::all_of(terms.begin(), terms.end(), [&](const FilterTerm &term) {
        return agrees(term, payload, opcode) != term.excludes;
    });
}

bool holds(QByteArrayView haystack, QByteArrayView needle, bool anyCase)
{
    if (needle.isEmpty())
        return true;
    if (haystack.size() < needle.size())
        return false;
    if (!anyCase)
        return memmem(haystack.data(), static_cast<size_t>(haystack.size()), needle.data(),
                      static_cast<size_t>(needle.size())) != nullptr;
    const char first = needle.front();
    return holdsFrom(haystack, needle, first) ||
           (raised(first) != first && holdsFrom(haystack, needle, raised(first)));
}

} // namespace wirewise::observation
