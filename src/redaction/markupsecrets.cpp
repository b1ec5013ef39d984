#include "redaction/markupsecrets.h"

#include "redaction/pairs.h"
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

void readTag(QByteArrayView text, qsizetype at, qsizetype end, TellingNames &names, Sightings &found)
{
    std::optional<Telling> telling;
    QByteArrayView name;
    std::optional<wire::ByteRange> value;
    while (at < end) {
        const qsizetype before = at;
        const Attribute attribute = nextAttribute(text, at, end);
        const QByteArrayView said = text.sliced(attribute.value.offset, attribute.value.length);
        const auto is = [&attribute](const char *word) {
            return wire::equalsIgnoringCase(attribute.name, word);
        };
        if (is("type") && wire::equalsIgnoringCase(said, "password"))
            telling = Telling{Form::Password, true};
        else if ((is("name") || is("id") || is("key") || is("property")) &&
                 (!telling || !telling->isCertain)) {
            if (const auto told = names(said)) {
                telling = told;
                name = said;
            }
        } else if (is("value") || is("content"))
            value = attribute.value;
        if (at == before)
            ++at;
    }
    if (telling && telling->isCertain && value)
        addTold(text, *value, name, telling->form, found);
}

/// What stands between `<name …>` and the next tag.
void readElement(QByteArrayView text, qsizetype nameStart, qsizetype nameEnd, qsizetype tagEnd,
                 TellingNames &names, Sightings &found)
{
    QByteArrayView name = text.sliced(nameStart, nameEnd - nameStart);
    if (const qsizetype colon = name.indexOf(':'); colon >= 0)
        name = name.sliced(colon + 1);
    const auto telling = names(name);
    if (!telling || tagEnd + 1 >= text.size())
        return;
    qsizetype end = text.indexOf('<', tagEnd + 1);
    end = end < 0 ? text.size() : end;
    const wire::ByteRange range{tagEnd + 1, end - tagEnd - 1};
    const QByteArrayView value = text.sliced(range.offset, range.length);
    // <code> and <key> of a page are no secrets, and neither is a label before a field.
    if ((telling->isCertain && !value.contains(' ') && !value.trimmed().isEmpty()) || looksRandom(value, 16))
        addTold(text, range, name, telling->form, found);
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
            if (end > nameEnd + 1)
                readTag(text, nameEnd, end, names, found);
            readElement(text, open + 1, nameEnd, end, names, found);
        }
        open = end < text.size() ? text.indexOf('<', qMax(end, open + 1)) : -1;
    }
}

} // namespace wirewise::redaction
