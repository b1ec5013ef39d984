#include "redaction/markupsecrets.h"

#include "redaction/toldvalues.h"
#include "wire/headerlist.h"

namespace wirewise::redaction {

namespace {

constexpr qsizetype LongestTag = 4096;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/';
}

struct Attribute
{
    QByteArrayView name;
    wire::ByteRange value; ///< in the whole text
};

/// The next attribute of a tag, from the given place on; without a name at its end.
Attribute nextAttribute(QByteArrayView text, qsizetype &at, qsizetype end)
{
    while (at < end && isBlank(text.at(at)))
        ++at;
    const qsizetype start = at;
    while (at < end && !isBlank(text.at(at)) && text.at(at) != '=')
        ++at;
    Attribute attribute{text.sliced(start, at - start), {at, 0}};
    if (at >= end || text.at(at) != '=')
        return attribute;
    ++at;
    const char quote = at < end ? text.at(at) : '\0';
    const bool quoted = quote == '"' || quote == '\'';
    at += quoted ? 1 : 0;
    const qsizetype from = at;
    while (at < end && (quoted ? text.at(at) != quote : !isBlank(text.at(at))))
        ++at;
    attribute.value = {from, at - from};
    at += quoted && at < end ? 1 : 0;
    return attribute;
}

/// What the attributes of a tag tell of its value, and of the text behind it.
struct Tag
{
    QByteArrayView name; ///< of the element, without its namespace
    std::optional<Telling> telling;
    QByteArrayView tellingName;
    std::optional<wire::ByteRange> value;
};

Tag readTag(QByteArrayView text, QByteArrayView name, qsizetype at, qsizetype end, TellingNames &names)
{
    Tag tag{name.sliced(name.indexOf(':') + 1), {}, {}, {}};
    const auto take = [&tag](const std::optional<Telling> &telling, QByteArrayView told) {
        if (telling && (!tag.telling || !tag.telling->isCertain)) {
            tag.telling = telling;
            tag.tellingName = told;
        }
    };
    while (at < end) {
        const qsizetype before = at;
        const Attribute attribute = nextAttribute(text, at, end);
        const QByteArrayView said = text.sliced(attribute.value.offset, attribute.value.length);
        const auto is = [&attribute](const char *word) {
            return wire::equalsIgnoringCase(attribute.name, word);
        };
        if (is("value") || is("content"))
            tag.value = attribute.value;
        else if (is("type") && wire::equalsIgnoringCase(said, "password"))
            take(Telling{Form::Password, true}, "password");
        else if (is("name") || is("id") || is("key") || is("property"))
            take(names(said), said);
        at += at == before ? 1 : 0;
    }
    take(names(tag.name), tag.name);
    return tag;
}

/// The value of the tag, and what stands between it and the next one.
void tell(QByteArrayView text, const Tag &tag, qsizetype tagEnd, Sightings &found)
{
    if (!tag.telling)
        return;
    if (tag.telling->isCertain && tag.value)
        addTold(text, *tag.value, tag.tellingName, tag.telling->form, found);
    if (tagEnd + 1 >= text.size() || tag.value)
        return;
    qsizetype end = text.indexOf('<', tagEnd + 1);
    end = end < 0 ? text.size() : end;
    const wire::ByteRange range{tagEnd + 1, end - tagEnd - 1};
    const QByteArrayView value = text.sliced(range.offset, range.length);
    // <code> and <key> of a page are no secrets, and neither is a label before a field.
    const bool isElement = tag.telling->isCertain && tag.tellingName == tag.name;
    if ((isElement && !value.contains(' ') && !value.trimmed().isEmpty()) || looksRandom(value, 12))
        addTold(text, range, tag.tellingName, tag.telling->form, found);
}

} // namespace

void findMarkupSecrets(QByteArrayView text, TellingNames &names, Sightings &found)
{
    for (qsizetype open = text.indexOf('<'); open >= 0;) {
        qsizetype nameEnd = open + 1;
        const qsizetype limit = qMin(open + LongestTag, text.size());
        while (nameEnd < limit && !isBlank(text.at(nameEnd)) && text.at(nameEnd) != '>' &&
               text.at(nameEnd) != '<')
            ++nameEnd;
        qsizetype end = nameEnd;
        while (end < limit && text.at(end) != '>' && text.at(end) != '<')
            ++end;
        if (end < limit && text.at(end) == '>' && nameEnd > open + 1 && text.at(open + 1) != '/') {
            const QByteArrayView name = text.sliced(open + 1, nameEnd - open - 1);
            tell(text, readTag(text, name, nameEnd, end, names), end, found);
        }
        open = end < text.size() ? text.indexOf('<', qMax(end, open + 1)) : -1;
    }
}

} // namespace wirewise::redaction
