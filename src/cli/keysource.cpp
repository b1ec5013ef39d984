#include "cli/keysource.h"

#include <array>
#include <cerrno>

#include <poll.h>
#include <unistd.h>

namespace wirewise::cli {

void KeySource::read()
{
    std::array<char, 4096> buffer;
    const ssize_t count = ::read(m_input, buffer.data(), buffer.size());
    if (count > 0) {
        m_bytes.remove(0, std::exchange(m_taken, 0));
        m_bytes.append(buffer.data(), count);
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        m_over = true;
    }
}

bool KeySource::waitForBytes()
{
    while (!hasBytes() && !m_over) {
        std::array<pollfd, 2> sources{{{m_input, POLLIN, 0}, {m_stop, POLLIN, 0}}};
        if (::poll(sources.data(), sources.size(), -1) < 0)
            continue;
        if (sources[1].revents != 0)
            m_over = true;
        else
            read();
    }
    return hasBytes();
}

bool KeySource::next(wchar_t *character)
{
    constexpr auto incomplete = static_cast<std::size_t>(-2), invalid = static_cast<std::size_t>(-1);
    while (waitForBytes()) {
        const char byte = m_bytes.at(m_taken++);
        const std::size_t length = std::mbrtowc(character, &byte, 1, &m_state);
        if (length == incomplete)
            continue;
        if (length == invalid) {
            m_state = {};
            *character = L'\uFFFD';
        }
        return true;
    }
    return false;
}

} // namespace wirewise::cli
