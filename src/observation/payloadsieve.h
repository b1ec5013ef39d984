#pragma once

#include "observation/bytesearch.h"
#include "observation/messagefilter.h"

namespace wirewise::observation {

/// Applies a filter to many messages whose payloads lie one after another, as a session file keeps them.
/// A word is looked for in all the payloads at once; only where it is found, the sieve asks in which message.
/// Use on one thread.
class PayloadSieve
{
public:
    PayloadSieve() = default;
    explicit PayloadSieve(const MessageFilter &filter);

    /// The payloads of the messages that passes() is asked about next; they stay where they are meanwhile.
    void begin(QByteArrayView payloads);
    /// False: none of these messages passes, because a word that all must hold is nowhere.
    [[nodiscard]] bool mayPass();
    /// offset: of the message's payload among the others; it rises from call to call.
    [[nodiscard]] bool passes(wire::Direction direction, wire::Opcode opcode, qint64 offset, qint64 length);

private:
    /// The next place of some bytes, looked for only as far as somebody asks.
    class Place
    {
    public:
        Place() = default;
        explicit Place(const QByteArray &bytes, bool anyCase = false)
            : m_search(bytes, anyCase)
        {
        }

        void forget() { m_next = -1; }
        /// Whether the bytes lie wholly within that part; offsets rise.
        [[nodiscard]] bool isWithin(QByteArrayView payloads, qint64 offset, qint64 length);

    private:
        ByteSearch m_search;
        qsizetype m_next = -1; ///< -1: not looked for yet
    };

    /// A term, and what a payload must hold so that it is worth a closer look.
    struct Term
    {
        FilterTerm term;
        Place word, value, escape;
    };

    [[nodiscard]] bool isShown(wire::Opcode opcode) const;
    [[nodiscard]] bool mayHold(Term &term, qint64 offset, qint64 length);
    [[nodiscard]] bool agrees(Term &term, wire::Opcode opcode, qint64 offset, qint64 length);

    MessageFilter m_filter;
    QList<Term> m_terms;
    QByteArrayView m_payloads;
};

} // namespace wirewise::observation
