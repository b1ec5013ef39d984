#include "wire/response.h"

#include "wire/responsemachine.h"

namespace wirewise::wire {

struct ResponseParser::State : ResponseMachine
{
    using ResponseMachine::ResponseMachine;
};

ResponseParser::ResponseParser(QByteArray requestMethod)
    : ResponseParser(std::move(requestMethod), Limits{})
{
}

ResponseParser::ResponseParser(QByteArray requestMethod, Limits limits)
    : m_state(std::make_unique<State>(std::move(requestMethod), limits))
{
}

ResponseParser::~ResponseParser() = default;
ResponseParser::ResponseParser(ResponseParser &&) noexcept = default;
ResponseParser &ResponseParser::operator=(ResponseParser &&) noexcept = default;

void ResponseParser::feed(QByteArrayView bytes)
{
    m_state->feed(bytes);
}

void ResponseParser::feedEnd()
{
    m_state->feedEnd();
}

std::optional<ResponseEvent> ResponseParser::next()
{
    return m_state->next();
}

QByteArray ResponseParser::takeRest()
{
    return m_state->takeRest();
}

const Response *ResponseParser::current() const
{
    return m_state->current();
}

ParsedStream parseStream(const QByteArray &requestMethod, QByteArrayView received, bool ended)
{
    ResponseParser parser(requestMethod);
    parser.feed(received);
    if (ended)
        parser.feedEnd();
    ParsedStream stream;
    while (std::optional<ResponseEvent> event = parser.next()) {
        if (event->kind == ResponseEvent::Kind::Interim)
            stream.interim.append(std::move(event->response));
        else if (event->kind == ResponseEvent::Kind::NotHttp)
            stream.notHttp = true;
    }
    if (const Response *response = parser.current())
        stream.response = *response;
    stream.rest = parser.takeRest();
    return stream;
}

QByteArray toString(Framing framing)
{
    switch (framing) {
    case Framing::None:
        return "none";
    case Framing::ContentLength:
        return "content-length";
    case Framing::Chunked:
        return "chunked";
    case Framing::UntilClose:
        return "until-close";
    case Framing::Upgraded:
        return "upgraded";
    }
    return {};
}

} // namespace wirewise::wire
