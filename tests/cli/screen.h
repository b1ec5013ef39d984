#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace wirewise::tests {

/// What a terminal of xterm's kind shows after some output: as much of its language as line editing needs.
/// Every character is one column wide.
class Screen
{
public:
    Screen(int columns, int rows);

    void feed(QByteArrayView bytes);
    /// Cuts or fills, as xterm does.
    void resize(int columns, int rows);
    /// Without blanks at their ends and empty lines below.
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] int row() const { return m_row; }
    [[nodiscard]] int column() const { return m_column; }
    /// The line that the cursor is in.
    [[nodiscard]] QString currentLine() const;

private:
    void put(char32_t character);
    void control(char byte);
    void escape(char byte);
    void sequence(char last);
    void lineFeed();
    void erase(int row, int from, int to);
    [[nodiscard]] int parameter(int index, int absent) const;

    int m_columns, m_rows;
    int m_row = 0, m_column = 0;
    bool m_wraps = false; ///< the last column was written; the next character goes to the next line
    QList<QString> m_cells;
    QByteArray m_sequence;  ///< what has come of an escape sequence
    QByteArray m_character; ///< what has come of a character
};

} // namespace wirewise::tests
