#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::cli {

/// Lines typed at a terminal, kept between runs in a file that its user alone can read.
class InputHistory
{
public:
    static constexpr int UsualSize = 1000;
    static constexpr int MostLines = 100000;
    /// A longer line is not kept.
    static constexpr qsizetype LongestLine = 16 * 1024;

    /// In the folder for state that the XDG base directory specification names.
    [[nodiscard]] static QString usualPath();
    /// Not a line that begins with a space, as in shells, nor one of /secret.
    [[nodiscard]] static bool keeps(const QByteArray &line);

    /// Reads the last `size` lines; with 0 nothing is read or written.
    InputHistory(QString path, int size);

    /// Oldest first.
    [[nodiscard]] const QList<QByteArray> &lines() const { return m_lines; }
    /// Written at once. Consoles side by side share the file.
    void add(const QByteArray &line);
    /// Why lines are not kept in the file; empty if they are.
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    void load();
    void rewrite();

    QString m_path;
    int m_size;
    QList<QByteArray> m_lines;
    QString m_problem;
};

} // namespace wirewise::cli
