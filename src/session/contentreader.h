#pragma once

#include "session/sessionreader.h"

#include <QHash>
#include <QMap>
#include <QString>

#include <optional>

namespace wirewise::session {

/// Reads the rows of one file one by one, so that a page that is gone costs only its own rows. Each reader
/// reads once.
class ContentReader
{
public:
    /// The file outlives this.
    ContentReader(OpenedFile &file, const QString &path);

    /// Every check, in the order they began; at least one.
    [[nodiscard]] QList<SessionContent> readAll();
    /// That check alone; nothing if the file has none of that number.
    [[nodiscard]] std::optional<SessionContent> readOne(qint64 check);

private:
    /// Rows by their numbers.
    struct Span
    {
        qint64 first = 1, last = 0;
    };

    void readSession();
    void readChecks(Span span);
    void readExchanges(Span span);
    void readExperiments(Span span);
    void readConnections();
    [[nodiscard]] Span spanOf(const char *table, qint64 check, qint64 count);
    [[nodiscard]] Span sparseSpanOf(const char *table, qint64 check);
    /// Calls take for each number of the span with the row; it says whether the row was sound.
    template<typename Take>
    void eachRow(const char *table, const char *sql, Span span, Take take);
    [[nodiscard]] qint64 following(const char *table, qint64 number);
    [[nodiscard]] bool takeCheck(qint64 number, Statement &row);
    [[nodiscard]] bool takeExchange(qint64 number, Statement &row);
    [[nodiscard]] bool takeExperiment(Statement &row);
    [[nodiscard]] SessionContent finished(SessionContent content) const;
    [[nodiscard]] QString damageSentence() const;

    Database &m_database;
    QString m_path;
    bool m_damaged;
    std::optional<qint64> m_cutAt;
    bool m_counted = true;
    bool m_sparse = false; ///< a watch: checks that were of no use any more were taken out
    SessionInfo m_info;
    qint64 m_checks = 0, m_exchanges = 0, m_experiments = 0;
    qint64 m_readExchanges = 0;
    qint64 m_bytes = 0;
    QMap<qint64, SessionContent> m_contents;
    QHash<qint64, observation::Exchange> m_ofExperiments;
};

/// The checks of one file one by one, in memory that does not grow with their number.
class CheckReader
{
public:
    [[nodiscard]] static Result<CheckReader> open(const QString &path);
    /// By the number in the file, from 1.
    [[nodiscard]] Result<SessionContent> read(qint64 check);

private:
    CheckReader(OpenedFile file, QString path);

    OpenedFile m_file;
    QString m_path;
};

} // namespace wirewise::session
