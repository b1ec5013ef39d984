#include "redaction/textsecrets.h"

#include "redaction/addresses.h"
#include "redaction/binarysecrets.h"
#include "redaction/knownformats.h"
#include "redaction/markupsecrets.h"
#include "redaction/pairs.h"

namespace wirewise::redaction {

namespace {

/// Commands of protocols in lines, whose argument is a password: IRC, Redis, NickServ.
void findCommands(QByteArrayView text, Sightings &found)
{
    for (const char *word : {"PASS ", "AUTH ", "IDENTIFY "}) {
        const QByteArrayView command(word);
        for (qsizetype at = text.indexOf(command); at >= 0;) {
            const qsizetype from = at + command.size();
            qsizetype end = from;
            while (end < text.size() && static_cast<quint8>(text.at(end)) > ' ')
                ++end;
            const bool startsLine = at == 0 || text.at(at - 1) == '\n' || text.at(at - 1) == ':' ||
                                    (command.startsWith('I') && text.at(at - 1) == ' ');
            constexpr qsizetype shortest = 4;
            if (startsLine && end - from >= shortest && !isPlaceholder(text.sliced(from, end - from)))
                found.append({{from, end - from}, Form::Password, command.trimmed().toByteArray()});
            at = end < text.size() ? text.indexOf(command, end) : -1;
        }
    }
}

bool isBinary(QByteArrayView bytes)
{
    constexpr qsizetype looked = 4096;
    for (const char c : bytes.first(qMin(looked, bytes.size()))) {
        const auto value = static_cast<quint8>(c);
        if (value >= 0x80 ||
            (value < ' ' && value != '\t' && value != '\r' && value != '\n' && value != 0x1E))
            return true;
    }
    return false;
}

} // namespace

void findInText(QByteArrayView text, TellingNames &names, Sightings &found)
{
    findPairs(text, names, found);
    findKnownFormats(text, found);
    findMarkupSecrets(text, names, found);
    findCommands(text, found);
    findPrivateAddresses(text, found);
    if (isBinary(text))
        findBinarySecrets(text, names, found);
}

} // namespace wirewise::redaction
