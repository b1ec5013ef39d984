#pragma once

#include "gui/formlook.h"
#include "observation/messagefilter.h"

#include <QTimer>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class FilterBar;
}

/// What a list of messages shows: a line of words, /patterns/ and key:value, direction, kinds, size. At its
/// end stands how many are shown, or what is wrong with the line.
class FilterBar : public Band
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    /// The last filter that could be read: a line with a mistake changes nothing.
    [[nodiscard]] const observation::MessageFilter &filter() const { return m_filter; }
    void focusLine();
    /// What a filter found so far.
    struct Counts
    {
        qint64 shown = 0, hidden = 0;
        qint64 unsearched = 0;  ///< not looked at yet, or left out
        bool searching = false; ///< they will be

        friend bool operator==(const Counts &, const Counts &) = default;
    };
    void setCounts(const Counts &counts);

public Q_SLOTS:
    /// Shows everything again.
    void clear();
    /// One more condition at the end of the line.
    void addTerm(const QString &term);

Q_SIGNALS:
    void filterChanged();
    /// Return in the line.
    void leaveRequested();
    /// The search shall look at no more messages.
    void stopRequested();
    /// The search shall look at those that it left out.
    void searchAllRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setUpLine();
    void showSearch();
    void togglePattern();
    void read();

    std::unique_ptr<Ui::FilterBar> m_ui;
    QTimer m_typing;
    QTimer m_showSearch; ///< a search that is done at once is not shown
    Counts m_counts;
    bool m_showsSearch = false;
    observation::MessageFilter m_filter;
    QString m_problem;
};

} // namespace wirewise::gui
