#include "cli/screen.h"

#include <algorithm>

namespace wirewise::tests {

Screen::Screen(int columns, int rows)
    : m_columns(columns)
    , m_rows(rows)
    , m_cells(rows, QString(columns, u' '))
{
}

void Screen::resize(int columns, int rows)
{
    while (m_cells.size() > rows) {
        if (m_row > 0)
            --m_row;
        m_cells.removeFirst();
    }
    while (m_cells.size() < rows)
        m_cells.append(QString());
    for (QString &line : m_cells)
        line = line.leftJustified(columns, u' ', true);
    m_columns = columns;
    m_rows = rows;
    m_column = std::min(m_column, columns - 1);
    m_wraps = false;
}

QStringList Screen::lines() const
{
    QStringList lines;
    for (QString line : m_cells) {
        while (line.endsWith(u' '))
            line.chop(1);
        lines.append(line);
    }
    while (!lines.isEmpty() && lines.constLast().isEmpty())
        lines.removeLast();
    return lines;
}

QString Screen::currentLine() const
{
    return lines().value(m_row);
}

void Screen::feed(QByteArrayView bytes)
{
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        if (!m_sequence.isEmpty()) {
            escape(byte);
        } else if (value == 0x1b) {
            m_sequence = "\x1b";
        } else if (value < 0x20) {
            control(byte);
        } else {
            m_character += byte;
            const QString text = QString::fromUtf8(m_character);
            if (text.contains(QChar::ReplacementCharacter) && m_character.size() < 4)
                continue;
            m_character.clear();
            put(text.at(0).unicode());
        }
    }
}

void Screen::put(char32_t character)
{
    if (m_wraps) {
        m_column = 0;
        lineFeed();
    }
    m_wraps = false;
    m_cells[m_row][m_column] = QChar(static_cast<char16_t>(character));
    if (m_column + 1 < m_columns)
        ++m_column;
    else
        m_wraps = true;
}

void Screen::control(char byte)
{
    if (byte == '\r')
        m_column = 0;
    else if (byte == '\n')
        lineFeed();
    else if (byte == '\b')
        m_column = std::max(0, m_column - 1);
    else if (byte == '\t')
        m_column = std::min(m_columns - 1, (m_column / 8 + 1) * 8);
    m_wraps = false;
}

void Screen::lineFeed()
{
    if (m_row + 1 < m_rows) {
        ++m_row;
    } else {
        m_cells.removeFirst();
        m_cells.append(QString(m_columns, u' '));
    }
}

void Screen::escape(char byte)
{
    m_sequence += byte;
    if (m_sequence.size() == 2 && byte != '[' && byte != '(')
        m_sequence.clear();
    else if (m_sequence.size() > 2 && (m_sequence.at(1) == '(' || byte >= 0x40)) {
        if (m_sequence.at(1) == '[')
            sequence(byte);
        m_sequence.clear();
    }
}

int Screen::parameter(int index, int absent) const
{
    const QByteArray text = m_sequence.sliced(2).chopped(1).split(';').value(index);
    return text.isEmpty() ? absent : text.toInt();
}

void Screen::erase(int row, int from, int to)
{
    for (int column = from; column < to; ++column)
        m_cells[row][column] = u' ';
}

void Screen::sequence(char last)
{
    const int count = parameter(0, 1);
    m_wraps = false;
    switch (last) {
    case 'A':
        m_row = std::max(0, m_row - count);
        break;
    case 'B':
        m_row = std::min(m_rows - 1, m_row + count);
        break;
    case 'C':
        m_column = std::min(m_columns - 1, m_column + count);
        break;
    case 'D':
        m_column = std::max(0, m_column - count);
        break;
    case 'G':
        m_column = std::clamp(count - 1, 0, m_columns - 1);
        break;
    case 'H':
        m_row = std::clamp(count - 1, 0, m_rows - 1);
        m_column = std::clamp(parameter(1, 1) - 1, 0, m_columns - 1);
        break;
    case 'J':
        erase(m_row, parameter(0, 0) == 2 ? 0 : m_column, m_columns);
        for (int row = parameter(0, 0) == 2 ? 0 : m_row + 1; row < m_rows; ++row)
            erase(row, 0, m_columns);
        break;
    case 'K':
        erase(m_row, parameter(0, 0) == 0 ? m_column : 0, parameter(0, 0) == 1 ? m_column + 1 : m_columns);
        break;
    case 'P':
        m_cells[m_row].remove(m_column, count);
        m_cells[m_row] = m_cells[m_row].leftJustified(m_columns);
        break;
    case '@':
        m_cells[m_row].insert(m_column, QString(count, u' '));
        m_cells[m_row].truncate(m_columns);
        break;
    default: // colours and modes
        break;
    }
}

} // namespace wirewise::tests
