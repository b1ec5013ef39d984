#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace wirewise::gui {

/// Bytes that are drawn as one: a character, a line end, or one byte that is neither.
struct Cluster
{
    enum class Kind {
        Ascii,   ///< a printable ASCII character, one column
        Escape,  ///< a control character or a byte that is no UTF-8, drawn as "\\t" or "\\x1b"
        Other,   ///< drawn as text(), in the middle of its columns
        LineEnd, ///< "\r\n", "\n" or a lone "\r", drawn as such
    };
    Kind kind = Kind::Ascii;
    int bytes = 1;
    int columns = 1;
    bool endsLine = false; ///< LF, with or without CR
};
/// The cluster that begins at offset. With lineEnds off, line ends take no columns.
[[nodiscard]] Cluster clusterAt(QByteArrayView bytes, qint64 offset, bool lineEnds);
/// What is drawn for a cluster that is not Kind::Ascii (" \r\n").
[[nodiscard]] QString clusterText(QByteArrayView bytes, qint64 offset, const Cluster &cluster);

/// Bytes as one line of text, with everything visible that is not: "\t", "\x1b", "<U+202E>"; line ends become
/// spaces.
[[nodiscard]] QString visibleLine(QByteArrayView bytes);

/// Bytes broken into rows of text of a number of columns. Only every 256th row is remembered, so that eight
/// megabytes of anything need little memory and appended bytes are cheap.
class TextRows
{
public:
    struct Row
    {
        qint64 offset = 0;    ///< of its first byte
        qint64 length = 0;    ///< with its line end
        qint64 lineStart = 0; ///< of the line it belongs to
    };

    /// Bytes that continue the former ones keep what is known of those.
    void setBytes(const QByteArray &bytes);
    void setColumns(int columns); ///< at least 1
    void setLineEnds(bool drawn);

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] bool lineEnds() const { return m_lineEnds; }
    [[nodiscard]] qint64 count() const;
    /// index from 0 to count()-1.
    [[nodiscard]] Row row(qint64 index) const;
    /// Index of the row that holds the byte; the last row for what lies behind it, 0 if there is none.
    [[nodiscard]] qint64 rowOf(qint64 offset) const;

private:
    struct Mark
    {
        qint64 offset = 0;
        qint64 lineStart = 0;
    };

    void measure() const;
    [[nodiscard]] Row rowAt(const Mark &mark) const;
    [[nodiscard]] Mark after(const Row &row) const;

    QByteArray m_bytes;
    int m_columns = 80;
    bool m_lineEnds = true;
    mutable bool m_measured = false;
    mutable qint64 m_count = 0;
    mutable QList<Mark> m_marks; ///< of rows 0, 256, 512 …
};

} // namespace wirewise::gui
