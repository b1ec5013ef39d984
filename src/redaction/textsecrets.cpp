#include "redaction/textsecrets.h"

#include "redaction/addresses.h"
#include "redaction/binarysecrets.h"
#include "redaction/knownformats.h"
#include "redaction/logins.h"
#include "redaction/markupsecrets.h"
#include "redaction/pairs.h"

namespace wirewise::redaction {

namespace {

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
    findLogins(text, found);
    findPrivateAddresses(text, found);
    if (isBinary(text))
        findBinarySecrets(text, names, found);
}

} // namespace wirewise::redaction
