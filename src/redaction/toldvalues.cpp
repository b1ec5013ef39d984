#include "redaction/toldvalues.h"

#include "redaction/tellingnames.h"
#include "wire/headerlist.h"

#include <utility>

namespace wirewise::redaction {

namespace {

/// How many bytes name a scheme before the credentials (RFC 9110 section 11.4), and what they are then.
std::pair<qsizetype, Form> schemeOf(QByteArrayView value, Form form)
{
    struct Scheme
    {
        QByteArrayView name;
        Form form;
    };
    static constexpr Scheme schemes[] = {
        {"bearer ", Form::BearerToken}, {"basic ", Form::BasicCredentials}, {"token ", Form::Token},
        {"digest ", Form::Credentials}, {"negotiate ", Form::Credentials},  {"ntlm ", Form::Credentials},
        {"apikey ", Form::ApiKey},      {"oauth ", Form::Credentials}};
    for (const Scheme &scheme : schemes) {
        if (value.size() <= scheme.name.size() ||
            !wire::equalsIgnoringCase(value.first(scheme.name.size()), scheme.name))
            continue;
        qsizetype start = scheme.name.size();
        while (start < value.size() && value.at(start) == ' ')
            ++start;
        return {start, scheme.form};
    }
    return {0, form};
}

} // namespace

void addCookies(QByteArrayView text, wire::ByteRange value, bool firstOnly, Sightings &found)
{
    for (qint64 start = value.offset; start < value.end();) {
        qint64 end = start;
        qint64 equals = -1;
        while (end < value.end() && text.at(end) != ';') {
            if (equals < 0 && text.at(end) == '=')
                equals = end;
            ++end;
        }
        const qint64 from = equals < 0 ? start : equals + 1;
        if (!isPlaceholder(text.sliced(from, end - from)))
            found.append({{from, end - from},
                          Form::Cookie,
                          equals < 0 ? QByteArray() : text.sliced(start, equals - start).toByteArray()});
        if (firstOnly)
            return;
        start = end + 1;
        while (start < value.end() && text.at(start) == ' ')
            ++start;
    }
}

void addTold(QByteArrayView text, wire::ByteRange value, QByteArrayView name, Form form, Sightings &found)
{
    if (form == Form::Cookie)
        return addCookies(text, value, name.size() > 6, found);
    const auto [skipped, schemeForm] = schemeOf(text.sliced(value.offset, value.length), form);
    value = {value.offset + skipped, value.length - skipped};
    if (!isPlaceholder(text.sliced(value.offset, value.length)))
        found.append({value, schemeForm, name.toByteArray()});
}

} // namespace wirewise::redaction
