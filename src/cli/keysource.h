#pragma once

#include <QByteArray>

#include <cwchar>

namespace wirewise::cli {

/// What is typed at a terminal, as characters. For one thread.
class KeySource
{
public:
    /// stop: when it can be read from, waiting ends for good.
    KeySource(int input, int stop)
        : m_input(input)
        , m_stop(stop)
    {
    }

    /// Whether there is something to take without waiting.
    [[nodiscard]] bool hasBytes() const { return m_taken < m_bytes.size(); }
    /// Takes what has been typed; waits if nothing has.
    void read();
    /// Nothing more is to be taken.
    void end() { m_over = true; }
    /// The next character; U+FFFD for bytes that are none. Waits for it. False if the source is over.
    [[nodiscard]] bool next(wchar_t *character);
    /// The terminal has gone, or it is time to stop.
    [[nodiscard]] bool isOver() const { return m_over; }

private:
    [[nodiscard]] bool waitForBytes();

    int m_input, m_stop;
    QByteArray m_bytes;
    qsizetype m_taken = 0;
    std::mbstate_t m_state{}; ///< of a character that has come in part
    bool m_over = false;
};

} // namespace wirewise::cli
