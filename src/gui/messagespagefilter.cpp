#include "gui/messagespage.h"

#include "ui_messagespage.h"

#include "gui/checksession.h"
#include "gui/freedmemory.h"

#include <utility>

// What a MessagesPage shows of a session where it is filtered.
namespace wirewise::gui {

MessagePages *MessagesPage::pages()
{
    if (m_filtered.isRunning())
        return &m_filtered;
    return m_session ? &m_session->messages() : nullptr;
}

void MessagesPage::applyFilter()
{
    if (!m_session)
        return;
    MessageView *view = m_ui->messageView;
    const qint64 chosen = view->currentMessage().number;
    const bool wasFollowing = view->isFollowing();
    const qint64 top = view->visible().first;
    if (wasFollowing)
        m_place = 0;
    else if (m_place == 0 && top >= 0)
        m_place = pages()->numberAt(top);
    const observation::MessageFilter &filter = m_ui->filterBar->filter();
    if (filter.isEmpty()) {
        if (!m_filtered.isRunning())
            return showCounts();
        view->setPages(&m_session->messages());
        m_filtered.stop();
        giveFreedMemoryBack();
        // Back among all messages, the one that was found stays in sight.
        view->setFollowing(wasFollowing);
        showPlace();
        if (chosen > 0)
            view->setCurrent(chosen - 1);
    } else {
        m_filtered.start(&m_session->messages(), m_session->path(), filter);
        view->setPages(&m_filtered);
        view->setFollowing(wasFollowing);
    }
    showCounts();
    showEmptyText();
    showCurrent();
}

/// Who looks at an earlier part of the session goes on to do so, whatever the filter.
void MessagesPage::showPlace()
{
    const qint64 all = m_session ? m_session->messages().count() : 0;
    // The search goes backwards from the latest message.
    const bool isReached =
        !m_filtered.isRunning() || m_filtered.isComplete() || all - m_filtered.judged() < m_place;
    const bool hasRows = !m_filtered.isRunning() || m_filtered.count() > 0;
    if (m_place == 0 || !isReached || !hasRows)
        return;
    const qint64 number = std::exchange(m_place, 0);
    m_ui->messageView->showFrom(m_filtered.isRunning() ? m_filtered.indexFrom(number) : number - 1);
}

void MessagesPage::showCounts()
{
    const qint64 all = m_session ? m_session->messages().count() : 0;
    FilterBar::Counts counts;
    counts.shown = all;
    if (m_filtered.isRunning()) {
        counts.shown = m_filtered.count();
        counts.hidden = qMax<qint64>(0, m_filtered.judged() - counts.shown);
        counts.searching = !m_filtered.isComplete();
        if (counts.searching || m_filtered.isCut())
            counts.unsearched = qMax<qint64>(0, all - m_filtered.judged());
    }
    m_ui->filterBar->setCounts(counts);
}

void MessagesPage::showMessage(qint64 number)
{
    if (!m_session || number < 1)
        return;
    qint64 index = number - 1;
    if (m_filtered.isRunning()) {
        const qint64 found = m_filtered.indexFrom(number);
        if (found < m_filtered.count() && m_filtered.numberAt(found) == number)
            index = found;
        else
            m_ui->filterBar->clear(); // it hides the message
    }
    m_ui->messageView->setCurrent(index);
}

void MessagesPage::focusFilter()
{
    m_ui->filterBar->focusLine();
}

} // namespace wirewise::gui
