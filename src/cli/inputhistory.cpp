#include "cli/inputhistory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wirewise::cli {

namespace {

constexpr QFileDevice::Permissions OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// An entry in one line: a pasted one may have several.
QByteArray escaped(QByteArray line)
{
    return line.replace('\\', "\\\\").replace('\n', "\\n");
}

QByteArray unescaped(const QByteArray &written)
{
    QByteArray line;
    line.reserve(written.size());
    for (qsizetype i = 0; i < written.size(); ++i) {
        if (written.at(i) != '\\' || i + 1 == written.size()) {
            line += written.at(i);
            continue;
        }
        ++i;
        line += written.at(i) == 'n' ? '\n' : written.at(i);
    }
    return line;
}

} // namespace

QString InputHistory::usualPath()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    const bool usable = QDir::isAbsolutePath(state); // else it is to be ignored
    return (usable ? state : QDir::homePath() + QStringLiteral("/.local/state")) +
           QStringLiteral("/wirewise/connect-history");
}

bool InputHistory::keeps(const QByteArray &line)
{
    const bool isSecret = line.startsWith(' ') || line == "/secret" || line.startsWith("/secret ");
    return !line.isEmpty() && !isSecret && line.size() <= LongestLine;
}

InputHistory::InputHistory(QString path, int size)
    : m_path(std::move(path))
    , m_size(size)
{
    if (m_size > 0)
        load();
}

void InputHistory::load()
{
    constexpr qint64 most = 8 * 1024 * 1024;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const bool cut = file.size() > most;
    if (cut)
        file.seek(file.size() - most);
    QList<QByteArray> written = file.read(most).split('\n');
    if (cut)
        written.removeFirst(); // its beginning is missing
    for (const QByteArray &line : std::as_const(written))
        if (!line.isEmpty() && line.size() <= 2 * LongestLine)
            m_lines.append(unescaped(line));
    const bool grown = cut || m_lines.size() > 2 * qsizetype(m_size);
    if (m_lines.size() > m_size)
        m_lines.remove(0, m_lines.size() - m_size);
    if (grown)
        rewrite();
}

void InputHistory::rewrite()
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(OwnerOnly);
    for (const QByteArray &line : std::as_const(m_lines))
        file.write(escaped(line) + '\n');
    file.commit();
}

void InputHistory::add(const QByteArray &line)
{
    if (m_size <= 0 || !keeps(line) || (!m_lines.isEmpty() && m_lines.constLast() == line))
        return;
    m_lines.append(line);
    if (m_lines.size() > m_size)
        m_lines.removeFirst();
    QDir().mkpath(QFileInfo(m_path).path());
    // QFile would create it for others to read, if only for a moment.
    const int descriptor =
        ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        m_problem = qt_error_string(errno);
        return;
    }
    m_problem.clear();
    ::fchmod(descriptor, 0600);
    const QByteArray written = escaped(line) + '\n';
    if (::write(descriptor, written.constData(), static_cast<size_t>(written.size())) != written.size())
        m_problem = qt_error_string(errno);
    ::close(descriptor);
}

} // namespace wirewise::cli
