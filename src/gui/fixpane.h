#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QList>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class FixPane;
}

/// How to mend it, one tab a stack; or how to keep it so.
class FixPane : public QWidget
{
    Q_OBJECT
public:
    explicit FixPane(QWidget *parent = nullptr);
    ~FixPane() override;

    /// command is the same check for a pipeline, with secrets left out.
    void show(const diagnosis::Diagnosis &diagnosis, const QString &command, const QString &url);
    void clear();
    /// In which everything fits without scrolling.
    [[nodiscard]] int contentHeight() const;
    /// Stacks whose fix was copied before come right after the recognised one.
    void setStackOrder(const QStringList &stacks) { m_order = stacks; }

Q_SIGNALS:
    void stackUsed(const QString &stack);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry
    {
        QString key, name;
        diagnosis::Fix fix;
    };
    void showEntry(int index);
    void fillTabs();
    /// So many tabs have room; the rest is in the menu More.
    [[nodiscard]] int fittingTabs() const;
    [[nodiscard]] static QList<Entry> keepItSo(const QString &command, const QString &url);

    std::unique_ptr<Ui::FixPane> m_ui;
    QList<Entry> m_entries;
    QStringList m_order;
    int m_shown = -1;
    int m_tabCount = 0;
    bool m_works = false;
};

} // namespace wirewise::gui
