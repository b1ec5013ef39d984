#include "redaction/addedtexts.h"

namespace wirewise::redaction {

namespace {

/// Longer texts are searched in pieces; a match longer than the overlap may be missed at their borders.
constexpr qsizetype PieceSize = 1024 * 1024;
constexpr qsizetype Overlap = 4096;

/// Each byte as one character, so that places in it are places in the bytes.
QString characters(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.data(), bytes.size());
}

} // namespace

AddedTexts::AddedTexts(const QStringList &added)
{
    for (const QString &text : added) {
        const bool isPattern =
            text.size() > 2 && text.startsWith(QLatin1Char('/')) && text.endsWith(QLatin1Char('/'));
        if (!isPattern) {
            m_texts.append(text.toUtf8());
            continue;
        }
        const QString bounded =
            QStringLiteral("(*LIMIT_MATCH=2000000)") + characters(text.mid(1, text.size() - 2).toUtf8());
        const QRegularExpression pattern(bounded);
        if (pattern.isValid())
            m_patterns.append(pattern);
    }
}

void AddedTexts::find(QByteArrayView text, Sightings &found) const
{
    for (const QByteArray &added : m_texts) {
        for (qsizetype at = added.isEmpty() ? -1 : text.indexOf(added); at >= 0;) {
            found.append({{at, added.size()}, Form::Added, {}});
            const qsizetype next = at + added.size();
            at = next < text.size() ? text.indexOf(added, next) : -1;
        }
    }
    if (m_patterns.isEmpty())
        return;
    for (qsizetype start = 0; start < text.size(); start += PieceSize) {
        const qsizetype size = qMin(PieceSize + Overlap, text.size() - start);
        const QString piece = characters(text.sliced(start, size));
        for (const QRegularExpression &pattern : m_patterns) {
            auto matches = pattern.globalMatch(piece);
            while (matches.hasNext()) {
                const QRegularExpressionMatch match = matches.next();
                if (match.capturedLength() > 0)
                    found.append({{start + match.capturedStart(), match.capturedLength()}, Form::Added, {}});
            }
        }
    }
}

} // namespace wirewise::redaction
