#![doc = include_str!("odd.md")]

pub mod disk;
pub mod language;
pub mod pack;
pub mod quantities;
pub mod random;

pub mod places;
pub mod population;

pub mod levers;
pub mod pathways;
pub mod processes;

pub mod observation;
pub mod simulation;

pub mod config;
pub mod store;

pub mod experiments;

pub mod results;

pub mod report;

pub mod explore;

pub mod cli;
