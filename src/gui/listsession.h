#pragma once

#include "gui/listdesk.h"
#include "gui/listwords.h"
#include "gui/listworker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

class QThread;

namespace wirewise::gui {

/// A run over a list as the window shows it: one that goes on, or what a file holds. Lives on the GUI thread;
/// the work is done by a ListWorker. The checks are in the file, here are their outlines.
class ListSession : public QObject
{
    Q_OBJECT
public:
    /// Starts at once on the network thread.
    ListSession(ListOrder order, QThread *network, ListDesk *desk, QObject *parent = nullptr);
    /// What was read from a file; it can be gone on with.
    ListSession(const session::ListRun &run, QThread *network, ListDesk *desk, QObject *parent = nullptr);
    ~ListSession() override;

    [[nodiscard]] const QString &path() const { return m_order.path; }
    /// "staging.txt"; empty for a paste.
    [[nodiscard]] const QString &title() const { return m_order.title; }
    [[nodiscard]] const QList<session::PlannedEndpoint> &endpoints() const { return m_order.endpoints; }
    [[nodiscard]] const QList<ListRow> &rows() const { return m_rows; }
    [[nodiscard]] const ListCounts &counts() const { return m_counts; }
    [[nodiscard]] const RunsBefore &before() const { return m_before; }
    /// For the sentence.
    [[nodiscard]] ListState state() const;
    /// For the list of sessions.
    [[nodiscard]] session::SessionInfo info() const;
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isStopping() const { return m_running && m_stopping; }
    /// Not everything was checked, and it can be.
    [[nodiscard]] bool canGoOn() const { return !m_running && !left().isEmpty(); }
    [[nodiscard]] QList<qsizetype> failing() const;
    /// What the next run over the same endpoints is made of.
    [[nodiscard]] ListOrder order() const;
    [[nodiscard]] const QString &recordingProblem() const { return m_recordingProblem; }
    void setPinned(bool pinned) { m_info.pinned = pinned; }
    void setName(const QString &name) { m_order.name = name; }

    /// Ends within 100 ms.
    void stop();
    void goOn();
    /// Those of the rows once more; the latest check of each counts.
    void checkAgain(const QList<qsizetype> &rows);

Q_SIGNALS:
    /// These rows, and with them the state.
    void rowsChanged(const QList<qsizetype> &rows);
    void stateChanged();
    void finished();
    void recordingChanged();

private:
    void begin();
    void take(const ListNews &news);
    void conclude();
    void prepareRows();
    void lookBack();
    void setBefore(const RunsBefore &before);
    void setRow(qsizetype index, const ListRow &row, QSet<qsizetype> &changed);
    void noteSince(qsizetype index, ListRow &row) const;
    [[nodiscard]] QList<qsizetype> left() const;

    ListOrder m_order;
    QThread *m_network;
    QPointer<ListDesk> m_desk;
    QPointer<ListWorker> m_worker;
    session::SessionInfo m_info;
    QList<ListRow> m_rows;
    QList<qsizetype> m_occurrences; ///< how often the list names a row's endpoint before it
    ListCounts m_counts;
    RunsBefore m_before;
    QElapsedTimer m_clock;
    qint64 m_elapsedBefore = 0; ///< of the stretches that are over
    qint64 m_checks = 0;        ///< in the file
    QString m_recordingProblem;
    bool m_running = false, m_stopping = false, m_stopped = false;
};

} // namespace wirewise::gui
