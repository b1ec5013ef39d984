#pragma once

#include "wire/byterange.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <vector>

namespace wirewise::redaction {

/// A text and all that is written in it in other words: percent-encoded, as HTML, with the escapes of JSON,
/// in base64 or in hex, also one in another. What is found in a layer is told in ranges of the text itself.
class Layers
{
public:
    explicit Layers(QByteArrayView text);

    [[nodiscard]] qsizetype count() const { return qsizetype(m_layers.size()); }
    /// The first layer is the text.
    [[nodiscard]] QByteArrayView bytes(qsizetype layer) const;
    /// Which bytes of the text say this. Of base64 and hex all of the word.
    [[nodiscard]] wire::ByteRange sourceOf(qsizetype layer, wire::ByteRange range) const;

private:
    /// From this byte on, both sides run side by side until the next step.
    struct Step
    {
        qsizetype read = 0, source = 0;
    };
    struct Layer
    {
        QByteArray read;
        qsizetype parent = 0;
        int depth = 0;
        std::vector<Step> steps; ///< of an escaped text
        wire::ByteRange word;    ///< of an encoded word
    };
    /// One way to escape: what stands at a place, and how many bytes tell it; 0 where there is no escape.
    using ReadEscape = qsizetype (*)(QByteArrayView text, qsizetype at, QByteArray *out);

    void addEscaped(qsizetype parent, char sign, ReadEscape readEscape);
    void addWords(qsizetype parent);
    void addWord(qsizetype parent, qsizetype from, qsizetype to);
    void add(Layer layer);

    QByteArrayView m_text;
    qint64 m_budget;
    std::vector<Layer> m_layers;
};

} // namespace wirewise::redaction
