#include "gui/listsession.h"

#include <QHash>
#include <QSet>
#include <QThread>

#include <algorithm>

namespace wirewise::gui {

using session::Since;

ListSession::ListSession(ListOrder order, QThread *network, ListDesk *desk, QObject *parent)
    : QObject(parent)
    , m_order(std::move(order))
    , m_network(network)
    , m_desk(desk)
{
    m_info.startedAt = QDateTime::currentDateTimeUtc();
    prepareRows();
    begin();
    lookBack();
}

ListSession::ListSession(const session::ListRun &run, QThread *network, ListDesk *desk, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_desk(desk)
    , m_info(run.info)
    , m_checks(run.info.checks)
{
    m_order.title = run.title;
    m_order.name = run.info.name;
    m_order.path = run.info.path;
    m_order.goesOn = true;
    for (const session::ListRunEntry &entry : run.entries)
        m_order.endpoints.append(entry.planned);
    prepareRows();
    QDateTime end;
    for (qsizetype i = 0; i < run.entries.size(); ++i) {
        const auto &outline = run.entries.at(i).outline;
        if (!outline)
            continue;
        ListRow row = m_rows.at(i);
        row.state = ListRow::State::Checked;
        row.outline = outline;
        QSet<qsizetype> none;
        setRow(i, row, none);
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(outline->took);
        end = std::max(end, outline->startedAt.addMSecs(took.count()));
    }
    m_elapsedBefore = end.isValid() ? std::max<qint64>(0, m_info.startedAt.msecsTo(end)) : 0;
    m_stopped = run.planned && !run.complete;
    lookBack();
}

ListSession::~ListSession()
{
    if (m_worker)
        m_worker->deleteLater(); // on the network thread, which closes the file
}

void ListSession::prepareRows()
{
    QHash<QString, qsizetype> seen;
    m_rows.reserve(m_order.endpoints.size());
    for (const session::PlannedEndpoint &endpoint : std::as_const(m_order.endpoints)) {
        m_rows.append(rowOf(endpoint));
        m_counts.add(m_rows.constLast());
        const QString key = m_rows.constLast().title % QChar(QChar::Null) % m_rows.constLast().address;
        m_occurrences.append(seen[key]++);
    }
}

/// The work of this stretch: from the start, or from where it was left.
void ListSession::begin()
{
    m_running = true;
    m_stopping = m_stopped = false;
    m_clock.start();
    m_worker = new ListWorker(m_order);
    m_worker->moveToThread(m_network);
    connect(m_worker, &ListWorker::news, this, &ListSession::take);
    connect(m_worker, &ListWorker::finished, this, &ListSession::conclude);
    connect(m_worker, &ListWorker::recordingFailed, this, [this](const QString &sentence) {
        m_recordingProblem = sentence;
        Q_EMIT recordingChanged();
    });
    QMetaObject::invokeMethod(m_worker, &ListWorker::start, Qt::QueuedConnection);
}

void ListSession::lookBack()
{
    if (!m_desk)
        return;
    m_desk->findEarlier(m_order.endpoints, m_order.path, m_info.startedAt,
                        [self = QPointer<ListSession>(this)](const RunsBefore &before) {
                            if (self && !before.isEmpty())
                                self->setBefore(before);
                        });
}

void ListSession::setBefore(const RunsBefore &before)
{
    m_before = before;
    QSet<qsizetype> changed;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).isChecked())
            setRow(i, ListRow(m_rows.at(i)), changed);
    }
    Q_EMIT rowsChanged(changed.values());
}

void ListSession::noteSince(qsizetype index, ListRow &row) const
{
    if (m_before.runs && row.isChecked())
        row.since = m_before.runs->of(m_order.endpoints.at(index), m_occurrences.at(index), row.outline);
}

void ListSession::setRow(qsizetype index, const ListRow &row, QSet<qsizetype> &changed)
{
    m_counts.add(m_rows.at(index), -1);
    ListRow &here = m_rows[index];
    here = row;
    noteSince(index, here);
    m_counts.add(here);
    changed.insert(index);
}

void ListSession::take(const ListNews &news)
{
    QSet<qsizetype> changed;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const qsizetype index : news.started) {
        ListRow row = m_rows.at(index);
        row.state = ListRow::State::Running;
        row.stage = check::Check::Stage::Probing;
        row.startedAt = now;
        row.answers.clear();
        setRow(index, row, changed);
    }
    for (const ListNews::Answer &answer : news.answers) {
        ListRow row = m_rows.at(answer.index);
        row.answers.append(answer.answer);
        setRow(answer.index, row, changed);
    }
    for (const auto &[index, stage] : news.stages) {
        ListRow row = m_rows.at(index);
        row.stage = stage;
        setRow(index, row, changed);
    }
    for (const auto &[index, outline] : news.finished) {
        ListRow row = m_rows.at(index);
        row.state = ListRow::State::Checked;
        row.outline = outline;
        row.answers.clear();
        setRow(index, row, changed);
        m_checks = std::max(m_checks, outline.check);
    }
    QList<qsizetype> rows = changed.values();
    std::sort(rows.begin(), rows.end());
    Q_EMIT rowsChanged(rows);
}

void ListSession::conclude()
{
    m_running = false;
    m_stopped = m_stopping;
    m_stopping = false;
    m_elapsedBefore += m_clock.elapsed();
    Q_EMIT stateChanged();
    Q_EMIT finished();
}

ListState ListSession::state() const
{
    ListState state;
    state.counts = m_counts;
    state.isRunning = m_running;
    state.isStopped = m_stopped && !m_running;
    state.atOnce = m_order.jobs;
    state.startedAt = m_info.startedAt;
    state.elapsed = m_elapsedBefore + (m_running ? m_clock.elapsed() : 0);
    if (m_before.last)
        state.lastRun = m_before.last->info.startedAt;
    for (const ListRow &row : m_rows) {
        if (!row.hasChanged() || row.since->kind == Since::Kind::OtherFinding)
            continue;
        const bool isWorse = row.since->kind == Since::Kind::Worse;
        QString &first = isWorse ? state.firstWorse : state.firstBetter;
        if ((isWorse ? state.worse : state.better)++ == 0)
            first = row.address;
    }
    return state;
}

session::SessionInfo ListSession::info() const
{
    using diagnosis::Verdict;
    session::SessionInfo info = m_info;
    info.path = m_order.path;
    info.name = m_order.name;
    info.endpoints = m_counts.all;
    info.checks = std::max<qint64>(m_checks, m_counts.done());
    info.checked = m_counts.done();
    info.failing = m_counts.fails;
    info.warned = m_counts.warned;
    info.verdict = m_counts.fails > 0               ? Verdict::Fails
                   : m_counts.done() < m_counts.all ? Verdict::NotChecked
                   : m_counts.warned > 0            ? Verdict::WorksWithWarnings
                                                    : Verdict::Works;
    if (!m_rows.isEmpty())
        info.url = m_rows.constFirst().address;
    return info;
}

QList<qsizetype> ListSession::failing() const
{
    QList<qsizetype> list;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).verdict() == diagnosis::Verdict::Fails)
            list.append(i);
    }
    return list;
}

QList<qsizetype> ListSession::left() const
{
    QList<qsizetype> list;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const ListRow &row = m_rows.at(i);
        if (row.state != ListRow::State::Running && row.verdict() == diagnosis::Verdict::NotChecked)
            list.append(i);
    }
    return list;
}

ListOrder ListSession::order() const
{
    ListOrder order;
    order.title = m_order.title;
    order.endpoints = m_order.endpoints;
    order.jobs = m_order.jobs;
    order.perHost = m_order.perHost;
    order.limits = m_order.limits;
    return order;
}

void ListSession::stop()
{
    if (!m_running || m_stopping || !m_worker)
        return;
    m_stopping = true;
    QMetaObject::invokeMethod(m_worker, &ListWorker::stop, Qt::QueuedConnection);
    Q_EMIT stateChanged();
}

void ListSession::goOn()
{
    if (canGoOn())
        checkAgain(left());
}

void ListSession::checkAgain(const QList<qsizetype> &rows)
{
    if (rows.isEmpty() || isStopping())
        return;
    QSet<qsizetype> changed;
    for (const qsizetype index : rows) {
        ListRow row = m_rows.at(index);
        if (row.state == ListRow::State::Running)
            continue;
        row.state = ListRow::State::Waiting;
        setRow(index, row, changed);
    }
    if (m_worker) {
        if (!m_running) {
            m_clock.start();
            m_running = true;
        }
        m_stopped = false;
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker.data(), rows] { worker->checkAgain(rows); }, Qt::QueuedConnection);
    } else {
        m_order.only = rows;
        m_order.checksBefore = m_checks;
        begin();
    }
    Q_EMIT rowsChanged(changed.values());
    Q_EMIT stateChanged();
}

} // namespace wirewise::gui
