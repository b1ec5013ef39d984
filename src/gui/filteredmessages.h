#pragma once

#include "gui/messagestore.h"
#include "record/messagenumbers.h"
#include "record/messagesearch.h"

#include <QPointer>

namespace wirewise::gui {

/// The messages of a store that pass a filter, as pages of their own; they fill in while a search runs on
/// another thread. GUI thread.
class FilteredMessages : public MessagePages
{
    Q_OBJECT
public:
    explicit FilteredMessages(QObject *parent = nullptr);
    ~FilteredMessages() override;

    /// Begins anew. Does not take the store over. path: its session file, empty without one.
    void start(MessageStore *store, const QString &path, const observation::MessageFilter &filter);
    void stop();
    /// Looks at no more older messages; those that come are judged as before.
    void cut() { m_search.cut(); }
    /// Older messages were left out.
    [[nodiscard]] bool isCut() const { return m_cut; }
    [[nodiscard]] bool isRunning() const { return m_search.isRunning(); }
    /// Messages looked at so far, and whether those from before the search are done.
    [[nodiscard]] qint64 judged() const { return m_judged; }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] bool isDamaged() const { return m_damaged; }

    [[nodiscard]] qint64 count() const override { return m_numbers.count(); }
    [[nodiscard]] QList<observation::Message> fetch(qint64 first, qint64 count) override;
    [[nodiscard]] qint64 numberAt(qint64 index) const override { return m_numbers.at(index); }
    /// Index of the first message that has this number or a higher one.
    [[nodiscard]] qint64 indexFrom(qint64 number) const { return m_numbers.lowerBound(number); }
    [[nodiscard]] QList<qint64> closes() const override;
    [[nodiscard]] CloseExplanation closeExplanation(qint64 index,
                                                    const observation::Message &close) const override;
    [[nodiscard]] QDateTime openedAt() const override;

Q_SIGNALS:
    void progressed();

private:
    void take(const record::SearchNews &news);

    QPointer<MessageStore> m_store;
    record::MessageSearch m_search;
    record::MessageNumbers m_numbers;
    qint64 m_judged = 0;
    bool m_complete = false, m_damaged = false, m_cut = false;
};

} // namespace wirewise::gui
