#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QTemporaryFile>

#include <memory>
#include <vector>

namespace wirewise::cli {

/// Results on their way to standard output: in the order of the run, or each as it ends.
/// Memory is bounded: what waits for its turn is kept in a temporary file once it is more than
/// MaximumWaiting bytes, and stays in memory only where no such file can be made.
class ResultOutput
{
public:
    static constexpr qint64 MaximumWaiting = 8 * 1024 * 1024;

    enum class Order { AsGiven, AsTheyEnd };

    /// The device belongs to the caller and outlives this.
    ResultOutput(QIODevice &out, Order order, qsizetype count, QByteArray separator);

    void write(const QByteArray &bytes);
    /// Each index once.
    void put(qsizetype index, QByteArray bytes);
    [[nodiscard]] bool has(qsizetype index) const { return m_results[static_cast<std::size_t>(index)].known; }

    enum class Health { Well, ReaderGone, Failed };
    /// Nothing more is written after a failure. A reader that went away (`| head`) is no fault.
    [[nodiscard]] Health health() const { return m_health; }
    [[nodiscard]] const QString &error() const { return m_error; }
    /// Bytes that wait in memory.
    [[nodiscard]] qint64 waiting() const { return m_waiting; }

private:
    /// What is left of a result until its turn comes.
    struct Waiting
    {
        QByteArray bytes;
        qint64 offset = -1; ///< in the temporary file; -1: in memory
        qint64 size = 0;
        bool known = false;
    };

    void print(const QByteArray &bytes);
    [[nodiscard]] bool spill(Waiting &result);
    [[nodiscard]] QByteArray taken(Waiting &result);

    QIODevice &m_out;
    Order m_order;
    QByteArray m_separator;
    std::vector<Waiting> m_results;
    std::size_t m_next = 0;
    qint64 m_waiting = 0;
    bool m_any = false;
    std::unique_ptr<QTemporaryFile> m_file;
    qint64 m_fileEnd = 0;
    Health m_health = Health::Well;
    QString m_error;
};

} // namespace wirewise::cli
