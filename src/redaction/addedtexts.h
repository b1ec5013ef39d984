#pragma once

#include "redaction/form.h"

#include <QByteArrayView>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

namespace wirewise::redaction {

/// What the user wants removed besides: texts as they are, and patterns between slashes. A pattern gets a
/// bounded number of steps for each text, so that none can take for ever.
class AddedTexts
{
public:
    explicit AddedTexts(const QStringList &added);

    [[nodiscard]] bool isEmpty() const { return m_texts.isEmpty() && m_patterns.isEmpty(); }
    void find(QByteArrayView text, Sightings &found) const;

private:
    QList<QByteArray> m_texts;
    QList<QRegularExpression> m_patterns;
};

} // namespace wirewise::redaction
