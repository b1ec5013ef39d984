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
    /// How many messages the filter shows and hides; searched: in percent, below 100 while it looks.
    void setCounts(qint64 shown, qint64 hidden, int searched);

public Q_SLOTS:
    /// Shows everything again.
    void clear();
    /// One more condition at the end of the line.
    void addTerm(const QString &term);

Q_SIGNALS:
    void filterChanged();
    /// Return in the line.
    void leaveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpLine();
    void togglePattern();
    void read();

    std::unique_ptr<Ui::FilterBar> m_ui;
    QTimer m_typing;
    observation::MessageFilter m_filter;
    QString m_problem;
};

} // namespace wirewise::gui
