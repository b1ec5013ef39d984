#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace wirewise::report {

/// Takes the RESULTs out of what `check` wrote: a JSON document, lines of NDJSON, or an array of RESULTs.
/// Bytes in, objects out: of a document of gigabytes no more than one RESULT is held.
class ResultReader
{
public:
    /// Largest single RESULT, in bytes.
    static constexpr qsizetype MaximumResult = 64 * 1024 * 1024;

    void feed(QByteArrayView bytes);
    /// The bytes end here.
    void feedEnd();
    /// RESULTs that are whole by now, each an object in JSON; each is given once.
    [[nodiscard]] QList<QByteArray> take();
    /// What is wrong with the form; empty as long as nothing is. After that nothing more is taken.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    void feed(char byte);
    void feedString(char byte);
    void open(char byte);
    void close(char byte);
    void fail(const QString &sentence);

    /// Where the reader stands: outside of any list, in the list of RESULTs, behind it in the same document.
    enum class Place { Outside, InList, BehindList };

    QByteArray m_open;   ///< brackets that are not closed yet
    QByteArray m_kept;   ///< of the object that may be a RESULT
    QByteArray m_word;   ///< the last string of the document's own level, as far as it may matter
    QByteArray m_member; ///< the name before the colon there
    QList<QByteArray> m_results;
    QString m_error;
    Place m_place = Place::Outside;
    qsizetype m_listDepth = 0; ///< brackets around a RESULT in the list
    bool m_inString = false;
    bool m_escaped = false;
};

} // namespace wirewise::report
