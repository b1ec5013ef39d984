#include "observation/payloadsieve.h"

#include "wire/json.h"

#include <algorithm>

namespace wirewise::observation {

namespace {

bool hasMember(QByteArrayView payload, const FilterTerm &term)
{
    const wire::JsonTree tree = wire::JsonTree::parse(payload);
    return std::any_of(tree.nodes().begin(), tree.nodes().end(), [&](const wire::JsonNode &node) {
        return node.keyStart >= 0 && wire::keyOf(node, payload) == term.word &&
               (term.value.isEmpty() || wire::valueOf(node, payload) == term.value);
    });
}

} // namespace

bool PayloadSieve::Place::isWithin(QByteArrayView payloads, qint64 offset, qint64 length)
{
    if (m_next < offset) {
        m_next = m_search.indexIn(payloads, offset);
        if (m_next < 0)
            m_next = payloads.size(); // nowhere
    }
    // One that begins here and ends in the next payload has no other behind it that ends here.
    return m_next + m_search.size() <= offset + length;
}

PayloadSieve::PayloadSieve(const MessageFilter &filter)
    : m_filter(filter)
{
    for (const FilterTerm &term : filter.terms) {
        if (term.kind == FilterTerm::Kind::Key)
            m_terms.append({term, Place('"' + term.word + '"'), Place(term.value), Place("\\")});
        else
            m_terms.append({term, Place(term.word, term.anyCase), {}, {}});
    }
}

void PayloadSieve::begin(QByteArrayView payloads)
{
    m_payloads = payloads;
    for (Term &term : m_terms) {
        for (Place *place : {&term.word, &term.value, &term.escape})
            place->forget();
    }
}

bool PayloadSieve::mayPass()
{
    return std::all_of(m_terms.begin(), m_terms.end(), [this](Term &term) {
        return term.term.excludes || mayHold(term, 0, m_payloads.size());
    });
}

bool PayloadSieve::isShown(wire::Opcode opcode) const
{
    switch (opcode) {
    case wire::Opcode::Text:
        return m_filter.text;
    case wire::Opcode::Binary:
        return m_filter.binary;
    case wire::Opcode::Close:
        return m_filter.close;
    default:
        return m_filter.control;
    }
}

/// Reading JSON costs much more than looking for a name and a value, which may also be written with escapes.
bool PayloadSieve::mayHold(Term &term, qint64 offset, qint64 length)
{
    switch (term.term.kind) {
    case FilterTerm::Kind::Word:
        return term.word.isWithin(m_payloads, offset, length);
    case FilterTerm::Kind::Pattern:
        return true;
    case FilterTerm::Kind::Key:
        return (term.word.isWithin(m_payloads, offset, length) &&
                term.value.isWithin(m_payloads, offset, length)) ||
               term.escape.isWithin(m_payloads, offset, length);
    }
    return true;
}

bool PayloadSieve::agrees(Term &term, wire::Opcode opcode, qint64 offset, qint64 length)
{
    if (!mayHold(term, offset, length))
        return false;
    switch (term.term.kind) {
    case FilterTerm::Kind::Word:
        return true;
    case FilterTerm::Kind::Pattern:
        return term.term.pattern.match(QString::fromUtf8(m_payloads.sliced(offset, length))).hasMatch();
    case FilterTerm::Kind::Key:
        return opcode == wire::Opcode::Text && hasMember(m_payloads.sliced(offset, length), term.term);
    }
    return false;
}

bool PayloadSieve::passes(wire::Direction direction, wire::Opcode opcode, qint64 offset, qint64 length)
{
    if (!(direction == wire::Direction::Sent ? m_filter.sent : m_filter.received) || !isShown(opcode) ||
        length < m_filter.smallest || length > m_filter.largest)
        return false;
    return std::all_of(m_terms.begin(), m_terms.end(), [&](Term &term) {
        return agrees(term, opcode, offset, length) != term.term.excludes;
    });
}

} // namespace wirewise::observation
